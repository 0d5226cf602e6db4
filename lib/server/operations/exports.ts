import { contactExportQuery, groupExportQuery, removedExportQuery } from "../../domain/contacts/export.ts";
import { deliveryExportQuery } from "../../domain/deliveries/delivery.ts";
import { interventionExportQuery } from "../../domain/interventions/intervention-query.ts";
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

export const exportGroups = operation({
  method: "GET",
  path: "/api/groups/export",
  tag: "Groups",
  summary: "Groups as a workbook or as CSV",
  access: "administrator",
  area: "contacts",
  query: groupExportQuery,
  download,
});

export const exportInterventions = operation({
  method: "GET",
  path: "/api/interventions/export",
  tag: "Interventions",
  summary: "Interventions that fit a query as a workbook or as CSV",
  access: "administrator",
  area: "interventions",
  query: interventionExportQuery,
  download,
});

export const exportDeliveries = operation({
  method: "GET",
  path: "/api/deliveries/export",
  tag: "Deliveries",
  summary: "Who was told, and why, or why not, as a workbook or as CSV",
  access: "administrator",
  query: deliveryExportQuery,
  download,
});
