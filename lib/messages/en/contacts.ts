import { contacts } from "./contacts/contacts.ts";
import { fields } from "./contacts/fields.ts";
import { groups } from "./contacts/groups.ts";
import { people } from "./contacts/people.ts";
import { removed } from "./contacts/removed.ts";

/** What only the registry of contacts says, which is the administrators'. */
export const contactsTexts = { contacts, fields, groups, people, removed } as const;
