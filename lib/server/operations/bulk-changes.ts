import { bulkChange, bulkOutcome, bulkPreview } from "../../domain/interventions/bulk-change.ts";
import { operation } from "./operation.ts";

const path = "/api/interventions/changes";
const tag = "Interventions";

export const changeMany = operation({
  method: "POST",
  path,
  tag,
  summary: "Give many interventions a status, technicians, or both; what cannot be changed is left out and says why",
  access: "administrator",
  body: bulkChange,
  fields: { contact_id: "technician_ids" },
  answer: bulkOutcome,
});

export const previewMany = operation({
  method: "POST",
  path: `${path}/preview`,
  tag,
  summary: "Who would be told of such a change, and what would be left out; changes nothing",
  access: "administrator",
  body: bulkChange,
  fields: { contact_id: "technician_ids" },
  answer: bulkPreview,
});
