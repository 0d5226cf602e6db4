import { offlineCopy, offlineCopyQuery } from "../../domain/interventions/offline-copy.ts";
import { operation } from "./operation.ts";

export const showOfflineCopy = operation({
  method: "GET",
  path: "/api/offline-copy",
  tag: "Interventions",
  summary: "One's own open work of the coming two weeks, with customers, histories and entries, to be kept on a device",
  access: "account",
  query: offlineCopyQuery,
  answer: offlineCopy,
});
