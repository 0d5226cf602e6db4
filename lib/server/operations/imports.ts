import { z } from "zod";
import { flag, idInPath, optionalLine } from "../../domain/fields.ts";
import {
  contactImport,
  importChanges,
  importCheck,
  importInList,
  importRow,
  importRowQuery,
  mostFileBytes,
} from "../../domain/imports/import.ts";
import { page, pageByIdQuery } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/imports";
const tag = "Imports";
const params = z.object({ id: idInPath });
const one = { tag, access: "administrator", area: "contacts", params } as const;

export const listImports = operation({
  method: "GET",
  path,
  tag,
  summary: "Imports of contacts, newest first",
  access: "administrator",
  area: "contacts",
  query: pageByIdQuery,
  answer: page(importInList),
});

export const beginImport = operation({
  method: "POST",
  path,
  tag,
  summary: "Load a table of contacts: CSV, XLSX, or pasted text; at most 20 MB. It is read, and writes nothing yet",
  access: "administrator",
  area: "contacts",
  /** Without a name it was pasted. */
  query: z.strictObject({
    file_name: optionalLine(300).default(""),
    /** That everybody in it has agreed that their data are kept and used [CT-30]; it can also be said when it is checked. */
    has_consent: flag.default(false),
  }),
  upload: mostFileBytes,
  status: 201,
  answer: contactImport,
});

export const showImport = operation({
  ...one,
  method: "GET",
  path: `${path}/{id}`,
  summary: "An import",
  answer: contactImport,
});

export const changeImport = operation({
  ...one,
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Say how the file is read, what its columns are, and what is done with them",
  body: importChanges,
  answer: contactImport,
});

export const checkImport = operation({
  ...one,
  method: "POST",
  path: `${path}/{id}/check`,
  summary: "Find out what it would do, without doing it",
  body: importCheck,
  answer: contactImport,
});

export const runImport = operation({
  ...one,
  method: "POST",
  path: `${path}/{id}/run`,
  summary: "Do what was found out",
  answer: contactImport,
});

export const stopImport = operation({
  ...one,
  method: "POST",
  path: `${path}/{id}/stop`,
  summary: "Stop it; what is done stays, and can be taken back",
  answer: contactImport,
});

export const undoImport = operation({
  ...one,
  method: "POST",
  path: `${path}/{id}/undo`,
  summary: "Take it back, but for what somebody has changed since",
  answer: contactImport,
});

export const discardImport = operation({
  ...one,
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "Forget an import that has written nothing",
});

export const listImportRows = operation({
  ...one,
  method: "GET",
  path: `${path}/{id}/rows`,
  summary: "What the rows of the file would do or have done, in their order",
  query: importRowQuery,
  answer: page(importRow),
});

export const downloadCorrections = operation({
  ...one,
  method: "GET",
  path: `${path}/{id}/corrections`,
  summary: "The rows of which something was not taken in, and why: a file like the one that was loaded",
  download: "application/octet-stream",
});

export const downloadSample = operation({
  method: "GET",
  path: `${path}/sample`,
  tag,
  summary: "A sample of a table that can be imported, own fields included, in the language of the account",
  access: "administrator",
  area: "contacts",
  query: z.strictObject({ format: z.enum(["csv", "xlsx"]).default("xlsx") }),
  download: "application/octet-stream",
});
