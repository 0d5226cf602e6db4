import { contactExportQuery, removedExportQuery } from "../../domain/contacts/export.ts";
import { operation } from "./operation.ts";

const download = "application/octet-stream";

export const exportContacts = operation({
  method: "GET",
  path: "/api/people/export",
  tag: "People",
  summary: "Contacts that fit a filter, or chosen ones, as a workbook or as CSV",
  access: "administrator",
  area: "contacts",
  query: contactExportQuery,
  download,
});

export const exportRemoved = operation({
  method: "GET",
  path: "/api/suppressions/export",
  tag: "Contacts",
  summary: "Removed addresses as a workbook or as CSV",
  access: "administrator",
  area: "removals",
  query: removedExportQuery,
  download,
});
