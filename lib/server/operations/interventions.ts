import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { fact } from "../../domain/interventions/fact.ts";
import {
  intervention,
  interventionChanges,
  newIntervention,
  statusChoice,
  technicianChoice,
} from "../../domain/interventions/intervention.ts";
import { interventionQuery } from "../../domain/interventions/intervention-query.ts";
import { page, pageByIdQuery } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/interventions";
const one = `${path}/{number}`;
const technician = `${one}/technicians/{contact_id}`;
const tag = "Interventions";
const params = z.object({ number: idInPath });
const technicianParams = params.extend({ contact_id: idInPath });

export const listInterventions = operation({
  method: "GET",
  path,
  tag,
  summary: "Interventions; technicians get their own",
  access: "account",
  area: "interventions",
  query: interventionQuery,
  answer: page(intervention),
});

export const createIntervention = operation({
  method: "POST",
  path,
  tag,
  summary: "A new intervention; a technician's own if a technician makes it",
  access: "account",
  area: "interventions",
  body: newIntervention,
  status: 201,
  answer: intervention,
});

export const showIntervention = operation({
  method: "GET",
  path: one,
  tag,
  summary: "An intervention",
  access: "account",
  area: "interventions",
  params,
  answer: intervention,
});

export const changeIntervention = operation({
  method: "PATCH",
  path: one,
  tag,
  summary: "Change an intervention; technicians change status and answer",
  access: "account",
  area: "interventions",
  params,
  body: interventionChanges,
  answer: intervention,
});

export const chooseStatus = operation({
  method: "PUT",
  path: `${one}/status`,
  tag,
  summary: "Set the status; with a version, a conflict only if the status moved since",
  access: "account",
  area: "interventions",
  params,
  body: statusChoice,
  answer: intervention,
});

export const chooseTechnicians = operation({
  method: "PUT",
  path: `${one}/technicians`,
  tag,
  summary: "Replace the technicians; who stays is told nothing",
  access: "administrator",
  area: "interventions",
  params,
  body: technicianChoice,
  fields: { technician_ids: "contact_ids" },
  answer: intervention,
});

export const assignTechnician = operation({
  method: "PUT",
  path: technician,
  tag,
  summary: "Assign one technician",
  access: "administrator",
  area: "interventions",
  params: technicianParams,
  fields: { technician_ids: "contact_id" },
  answer: intervention,
});

export const unassignTechnician = operation({
  method: "DELETE",
  path: technician,
  tag,
  summary: "Unassign one technician",
  access: "administrator",
  area: "interventions",
  params: technicianParams,
  answer: intervention,
});

export const listFacts = operation({
  method: "GET",
  path: `${one}/events`,
  tag,
  summary: "What happened, newest first",
  access: "account",
  area: "interventions",
  params,
  query: pageByIdQuery,
  answer: page(fact),
});
