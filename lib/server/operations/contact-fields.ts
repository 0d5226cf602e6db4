import { z } from "zod";
import { newOwnField, ownField, ownFieldChanges } from "../../domain/contacts/own-field.ts";
import { idInPath } from "../../domain/fields.ts";
import { order } from "../../domain/order.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/contact-fields";
const tag = "Contacts";
const params = z.object({ id: idInPath });

export const listContactFields = operation({
  method: "GET",
  path,
  tag,
  summary: "The company's own fields of contacts, twenty at most",
  access: "account",
  area: "contacts",
  answer: page(ownField),
});

export const createContactField = operation({
  method: "POST",
  path,
  tag,
  summary: "A new own field; what the API calls it is made of its name",
  access: "administrator",
  area: "contacts",
  body: newOwnField,
  status: 201,
  answer: ownField,
});

export const renameContactField = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Rename an own field; its key and its type stay",
  access: "administrator",
  area: "contacts",
  params,
  body: ownFieldChanges,
  answer: ownField,
});

export const orderContactFields = operation({
  method: "PUT",
  path: `${path}/order`,
  tag,
  summary: "The order of all own fields",
  access: "administrator",
  area: "contacts",
  body: order,
  answer: page(ownField),
});

export const deleteContactField = operation({
  method: "DELETE",
  path: `${path}/{id}`,
  tag,
  summary: "Remove an own field, and its values of all contacts",
  access: "administrator",
  area: "contacts",
  params,
  status: 204,
});
