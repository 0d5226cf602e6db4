import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { handedOver, handover } from "../../domain/people/handover.ts";
import { personCountQuery, personCounts, personDetails, personPage, personQuery } from "../../domain/people/person.ts";
import { reachability } from "../../domain/people/reachability.ts";
import { operation } from "./operation.ts";

const tag = "People";
const params = z.object({ id: idInPath });

export const listPeople = operation({
  method: "GET",
  path: "/api/people",
  tag,
  summary: "The registry: contacts that fit a filter, with how they are reached and their login",
  access: "administrator",
  area: "contacts",
  query: personQuery,
  answer: personPage,
});

export const countPeople = operation({
  method: "GET",
  path: "/api/people/count",
  tag,
  summary: "How many contacts fit a filter, and how many of them can be reached",
  access: "administrator",
  area: "contacts",
  query: personCountQuery,
  answer: personCounts,
});

export const showPerson = operation({
  method: "GET",
  path: "/api/people/{id}",
  tag,
  summary: "A contact's login, open work, blocked and shared addresses; the id is the contact's",
  access: "administrator",
  area: "contacts",
  params,
  answer: personDetails,
});

export const showReachability = operation({
  method: "GET",
  path: "/api/contacts/{id}/reachability",
  tag,
  summary: "What a contact will and will not be told, and why",
  access: "administrator",
  area: "contacts",
  params,
  answer: reachability,
});

export const handOver = operation({
  method: "POST",
  path: "/api/contacts/{id}/handover",
  tag,
  summary: "Give a technician's open interventions to another one, or to nobody, all at once",
  access: "administrator",
  params,
  body: handover,
  fields: { technician_ids: "to_contact_id" },
  answer: handedOver,
});
