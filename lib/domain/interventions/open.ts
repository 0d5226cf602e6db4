import type { Intervention } from "./intervention.ts";

/** Whether it is still to be done: without a status, or with one of kind open or in progress. */
export function isOpen({ status }: Pick<Intervention, "status">): boolean {
  return status?.kind !== "done" && status?.kind !== "cancelled";
}
