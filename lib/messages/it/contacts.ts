import { contacts } from "./contacts/contacts.ts";
import { fields } from "./contacts/fields.ts";
import { people } from "./contacts/people.ts";

export const contactsTexts = { contacts, fields, people } as const;
