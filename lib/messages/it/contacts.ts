import { contacts } from "./contacts/contacts.ts";
import { fields } from "./contacts/fields.ts";
import { groups } from "./contacts/groups.ts";
import { people } from "./contacts/people.ts";
import { removed } from "./contacts/removed.ts";

export const contactsTexts = { contacts, fields, groups, people, removed } as const;
