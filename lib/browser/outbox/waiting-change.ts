import type { Attachment, Note, WorkLine } from "../../domain/interventions/entries.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Problem } from "../../domain/problem.ts";

/** What somebody did, as it is shown until the server knows it. */
export type Doing =
  | { kind: "status"; status: NonNullable<Intervention["status"]>; answer?: string }
  | { kind: "response"; technicianId: number; response: "accepted" | "declined"; reason: string }
  /** `seen`: what stood there when it was written. */
  | { kind: "outcome"; answer: string; seen: string }
  | { kind: "note"; note: Pick<Note, "id" | "text"> }
  | { kind: "note_removal"; note: Pick<Note, "id" | "text"> }
  | { kind: "work"; line: Omit<WorkLine, "author" | "created_at"> }
  | { kind: "work_removal"; line: Omit<WorkLine, "author" | "created_at"> }
  | { kind: "file"; file: Pick<Attachment, "id" | "name" | "media_type" | "size" | "width" | "height"> }
  | { kind: "file_removal"; file: Pick<Attachment, "id" | "name"> }
  /** `job`: as it will look, under the number that this device gives it. */
  | { kind: "creation"; job: Intervention };
export type Kind = Doing["kind"];

/** How the server is asked for it. */
export type Sending = {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  /** Sent as it is, instead of a body of JSON. */
  file?: Blob;
  /** An entry begins with it: before it the server has none. */
  isFirst?: boolean;
  /** The file is as it was chosen, and is got ready before it is sent (darkroom.ts). */
  isRaw?: boolean;
};

/** A change that waits on this device until the server has taken it; each is sent in its turn. */
export type WaitingChange = Sending & {
  /** Grows: the order in which things were done. */
  id: number;
  account: string;
  /** Of the intervention; negative as long as only this device knows it. */
  number: number;
  /** Of the intervention, where it was known: the person may not be shown it any more when this is refused. */
  title?: string;
  doing: Doing;
  /** The same for every try, so that it happens once. */
  key: string;
  /** ISO 8601, by the server's clock. */
  madeAt: string;
  /** What the server said against it: it waits for the person now. */
  problem: Problem | null;
};

/** What cannot be sent while an earlier one of the same lane waits for the person. */
export function laneOf({ doing, number, path }: Pick<WaitingChange, "doing" | "number" | "path">): string {
  switch (doing.kind) {
    case "status":
    case "response":
    case "outcome":
    case "creation":
      return `${number} ${doing.kind}`;
    default:
      // An entry, whatever is done to it.
      return path.replace(/\?.*/, "");
  }
}

/** Another person has moved what this one moves: both are to be seen, and one decides. */
export function isConflict({ problem }: Pick<WaitingChange, "problem">): boolean {
  return problem?.code === "version_conflict";
}
