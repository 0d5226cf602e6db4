import { z } from "zod";
import { contactHistory } from "../../domain/contacts/contact-event.ts";
import { idInPath } from "../../domain/fields.ts";
import { operation } from "./operation.ts";

export const listContactEvents = operation({
  method: "GET",
  path: "/api/contacts/{id}/events",
  tag: "Contacts",
  summary: "What happened to a contact and was said about its addresses, newest first",
  access: "administrator",
  area: "contacts",
  params: z.object({ id: idInPath }),
  answer: contactHistory,
});
