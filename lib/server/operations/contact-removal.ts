import { contactRemoval, removalOutcome, removalPreview } from "../../domain/contacts/removal.ts";
import { operation } from "./operation.ts";

const path = "/api/contacts/removal";
const tag = "Contacts";

export const removeContacts = operation({
  method: "POST",
  path,
  tag,
  summary: "Delete contacts, or anonymise those whom work or the log points at; who has a login or open work stays",
  access: "administrator",
  area: "contacts",
  body: contactRemoval,
  answer: removalOutcome,
});

export const previewRemoval = operation({
  method: "POST",
  path: `${path}/preview`,
  tag,
  summary: "How many would go, and who would stay and why; changes nothing",
  access: "administrator",
  area: "contacts",
  body: contactRemoval,
  answer: removalPreview,
});
