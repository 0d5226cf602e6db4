import {
  lift,
  liftAnswer,
  newRemoval,
  removalAnswer,
  removedPage,
  removedQuery,
} from "../../domain/contacts/removed-address.ts";
import { operation } from "./operation.ts";

const path = "/api/suppressions";
const tag = "Contacts";

export const listRemoved = operation({
  method: "GET",
  path,
  tag,
  summary: "Addresses that get nothing, or nothing of a kind: who said so when and why, newest first",
  access: "administrator",
  area: "removals",
  query: removedQuery,
  answer: removedPage,
});

export const removeAddresses = operation({
  method: "POST",
  path,
  tag,
  summary: "Remove addresses and numbers, one a line: from now on they get nothing, whoever has them",
  access: "administrator",
  area: "removals",
  body: newRemoval,
  answer: removalAnswer,
});

export const liftRemovals = operation({
  method: "POST",
  path: `${path}/lift`,
  tag,
  summary: "Let removed addresses be written to again; what was said about them stays",
  access: "administrator",
  area: "removals",
  body: lift,
  answer: liftAnswer,
});
