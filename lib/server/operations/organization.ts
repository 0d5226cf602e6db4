import { z } from "zod";
import { logoUpload, organization, organizationChanges } from "../../domain/organization/organization.ts";
import { operation } from "./operation.ts";

const path = "/api/organization";
const tag = "Organization";

export const showOrganization = operation({
  method: "GET",
  path,
  tag,
  summary: "The company that runs this service",
  access: "account",
  answer: organization,
});

export const changeOrganization = operation({
  method: "PATCH",
  path,
  tag,
  summary: "Change the company's settings",
  access: "administrator",
  body: organizationChanges,
  answer: organization,
});

export const chooseLogo = operation({
  method: "PUT",
  path: `${path}/logo`,
  tag,
  summary: "A logo for the head of every mail: PNG, JPEG or WebP, at most 256 kB and 2000 pixels",
  access: "administrator",
  body: logoUpload,
  answer: organization,
});

export const removeLogo = operation({
  method: "DELETE",
  path: `${path}/logo`,
  tag,
  summary: "No logo any more; the company's name stands there",
  access: "administrator",
  answer: organization,
});

export const showLogo = operation({
  method: "GET",
  path: `${path}/logo/{hash}`,
  tag,
  summary: "The logo itself; another logo has another address",
  access: "anyone",
  params: z.object({ hash: z.string() }),
  status: 200,
});
