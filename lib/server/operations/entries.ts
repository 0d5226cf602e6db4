import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import {
  assignmentResponse,
  entries,
  entryId,
  note,
  noteInput,
  workLine,
  workLineInput,
} from "../../domain/interventions/entries.ts";
import { intervention } from "../../domain/interventions/intervention.ts";
import { operation } from "./operation.ts";

const one = "/api/interventions/{number}";
const tag = "Interventions";
const params = z.object({ number: idInPath });
const entryParams = params.extend({ id: entryId });

export const listEntries = operation({
  method: "GET",
  path: `${one}/entries`,
  tag,
  summary: "Notes, work lines and files of an intervention",
  access: "account",
  area: "interventions",
  params,
  answer: entries,
});

export const keepNote = operation({
  method: "PUT",
  path: `${one}/notes/{id}`,
  tag,
  summary: "Write a note under an id of one's own making, or mend one's own",
  access: "account",
  area: "interventions",
  params: entryParams,
  body: noteInput,
  answer: note,
});

export const removeNote = operation({
  method: "DELETE",
  path: `${one}/notes/{id}`,
  tag,
  summary: "Remove a note: one's own, or as an administrator",
  access: "account",
  area: "interventions",
  params: entryParams,
});

export const keepWorkLine = operation({
  method: "PUT",
  path: `${one}/work-lines/{id}`,
  tag,
  summary: "Write a work line under an id of one's own making, or mend one",
  access: "account",
  area: "interventions",
  params: entryParams,
  body: workLineInput,
  answer: workLine,
});

export const removeWorkLine = operation({
  method: "DELETE",
  path: `${one}/work-lines/{id}`,
  tag,
  summary: "Remove a work line: one's own, or as an administrator",
  access: "account",
  area: "interventions",
  params: entryParams,
});

export const respond = operation({
  method: "PUT",
  path: `${one}/response`,
  tag,
  summary: "Accept or decline one's own assignment; administrators are told of a decline",
  access: "account",
  area: "interventions",
  params,
  body: assignmentResponse,
  answer: intervention,
});
