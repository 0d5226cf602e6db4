import { organization, organizationChanges } from "../../domain/organization/organization.ts";
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
