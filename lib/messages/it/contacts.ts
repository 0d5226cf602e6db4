import { people } from "./contacts/people.ts";

export const contactsTexts = { people } as const;
