import { people } from "./contacts/people.ts";

/** What only the registry of contacts says, which is the administrators'. */
export const contactsTexts = { people } as const;
