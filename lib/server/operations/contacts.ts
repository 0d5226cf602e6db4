import { z } from "zod";
import { contact, contactChanges, contactQuery, newContact } from "../../domain/contacts/contact.ts";
import { idInPath } from "../../domain/fields.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/contacts";
const tag = "Contacts";
const params = z.object({ id: idInPath });

export const listContacts = operation({
  method: "GET",
  path,
  tag,
  summary: "People and companies by name; technicians get those of their work",
  access: "account",
  area: "contacts",
  query: contactQuery,
  answer: page(contact),
});

export const createContact = operation({
  method: "POST",
  path,
  tag,
  summary: "A new contact with how it is reached and its sites",
  access: "administrator",
  area: "contacts",
  body: newContact,
  status: 201,
  answer: contact,
});

export const showContact = operation({
  method: "GET",
  path: `${path}/{id}`,
  tag,
  summary: "A contact",
  access: "account",
  area: "contacts",
  params,
  answer: contact,
});

export const changeContact = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Change a contact",
  access: "administrator",
  area: "contacts",
  params,
  body: contactChanges,
  answer: contact,
});
