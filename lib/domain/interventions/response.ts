import type { StatusKind } from "../notifications/message.ts";

/** An assignment is accepted or declined before the work begins. @param status null where the intervention has none */
export function isBeforeWork(status: { kind: StatusKind } | null): boolean {
  return status === null || status.kind === "open";
}
