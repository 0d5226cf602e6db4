import { z } from "zod";
import { newProfile, profileChanges, profileRecord } from "../../domain/accounts/profile.ts";
import { idInPath } from "../../domain/fields.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/profiles";
const tag = "Accounts";
const params = z.object({ id: idInPath });

export const listProfiles = operation({
  method: "GET",
  path,
  tag,
  summary: "Access profiles, and how many people have them",
  access: "administrator",
  answer: page(profileRecord),
});

export const createProfile = operation({
  method: "POST",
  path,
  tag,
  summary: "A profile of the company's own",
  access: "administrator",
  body: newProfile,
  status: 201,
  answer: profileRecord,
});

export const changeProfile = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Rename a profile, or change the level of one that nobody has",
  access: "administrator",
  params,
  body: profileChanges,
  answer: profileRecord,
});

export const removeProfile = operation({
  method: "DELETE",
  path: `${path}/{id}`,
  tag,
  summary: "Remove a profile of the company's own that nobody has",
  access: "administrator",
  params,
});
