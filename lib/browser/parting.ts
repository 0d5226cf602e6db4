/** What is done on a device when a session has ended by itself; loaded then. */
export { forgetPerson } from "./forget-person.ts";
export { sealWhatIsLeft } from "./outbox/sealing.ts";
