import { z } from "zod";
import {
  category,
  categoryChanges,
  dissolution,
  dissolutionPreview,
  dissolutionPreviewed,
  dissolved,
  group,
  groupChanges,
  groupMerge,
  groupQuery,
  membership,
  membershipOutcome,
  newCategory,
  newGroup,
  watching,
} from "../../domain/contacts/group.ts";
import { idInPath } from "../../domain/fields.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/groups";
const categoriesPath = "/api/group-categories";
const tag = "Groups";
const params = z.object({ id: idInPath });

export const listGroups = operation({
  method: "GET",
  path,
  tag,
  summary: "All groups of contacts by name, with how many are in each and how many of them can be reached",
  access: "administrator",
  area: "contacts",
  query: groupQuery,
  answer: page(group),
});

export const createGroup = operation({
  method: "POST",
  path,
  tag,
  summary: "A new group: fixed, or by a filter a smart one",
  access: "administrator",
  area: "contacts",
  body: newGroup,
  status: 201,
  answer: group,
});

export const showGroup = operation({
  method: "GET",
  path: `${path}/{id}`,
  tag,
  summary: "A group",
  access: "administrator",
  area: "contacts",
  params,
  answer: group,
});

export const changeGroup = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Rename a group, give it a category, or a smart one another filter",
  access: "administrator",
  area: "contacts",
  params,
  body: groupChanges,
  answer: group,
});

export const watchGroup = operation({
  method: "PUT",
  path: `${path}/{id}/watching`,
  tag,
  summary: "Be told when somebody joins or leaves a fixed group, or not any more",
  access: "administrator",
  params,
  body: watching,
  answer: group,
});

export const dissolveGroups = operation({
  method: "POST",
  path: `${path}/removal`,
  tag,
  summary: "Delete groups, their contacts, both, or only the link between them",
  access: "administrator",
  area: "contacts",
  body: dissolution,
  answer: dissolved,
});

export const previewDissolution = operation({
  method: "POST",
  path: `${path}/removal/preview`,
  tag,
  summary: "How many contacts some fixed groups have together, and how many of them can be deleted; changes nothing",
  access: "administrator",
  area: "contacts",
  body: dissolutionPreview,
  answer: dissolutionPreviewed,
});

export const mergeGroups = operation({
  method: "POST",
  path: `${path}/merge`,
  tag,
  summary: "Put everybody of one fixed group into another, and remove the first",
  access: "administrator",
  area: "contacts",
  body: groupMerge,
  answer: group,
});

export const moveMembers = operation({
  method: "POST",
  path: `${path}/members`,
  tag,
  summary: "Put contacts into fixed groups, or take them out",
  access: "administrator",
  area: "contacts",
  body: membership,
  fields: { group_id: "group_ids" },
  answer: membershipOutcome,
});

export const listCategories = operation({
  method: "GET",
  path: categoriesPath,
  tag,
  summary: "The categories that groups are arranged by",
  access: "administrator",
  area: "contacts",
  answer: page(category),
});

export const createCategory = operation({
  method: "POST",
  path: categoriesPath,
  tag,
  summary: "A new category",
  access: "administrator",
  area: "contacts",
  body: newCategory,
  status: 201,
  answer: category,
});

export const changeCategory = operation({
  method: "PATCH",
  path: `${categoriesPath}/{id}`,
  tag,
  summary: "Rename a category",
  access: "administrator",
  area: "contacts",
  params,
  body: categoryChanges,
  answer: category,
});

export const deleteCategory = operation({
  method: "DELETE",
  path: `${categoriesPath}/{id}`,
  tag,
  summary: "Remove a category; its groups stay",
  access: "administrator",
  area: "contacts",
  params,
  status: 204,
});
