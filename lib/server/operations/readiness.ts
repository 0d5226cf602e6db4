import { z } from "zod";
import { operation } from "./operation.ts";

const tag = "Operation";
const seconds = z.number().nullable();

/** Of push services the worst. Unused: nothing was ever sent by it. */
const serviceState = {
  state: z.enum(["ok", "failing", "unused", "unknown"]),
  last_success_seconds: seconds,
  waiting: z.int().nullable(),
  oldest_seconds: seconds,
};

export const showHealth = operation({
  method: "GET",
  path: "/api/health",
  tag,
  summary: "The process answers, nothing more",
  access: "anyone",
  answer: z.object({ status: z.literal("ok") }),
});

export const showReadiness = operation({
  method: "GET",
  path: "/api/ready",
  tag,
  summary:
    "State of each part; 503 only when database or Auth do not answer. The queue is late when a due message has waited five minutes",
  access: "anyone",
  answer: z.object({
    status: z.enum(["ready", "not_ready"]),
    database: z.enum(["ok", "down"]),
    auth: z.enum(["ok", "down"]),
    /** Absent is no fault on serverless hosts, where POST /api/jobs/run delivers. */
    worker: z.object({ state: z.enum(["ok", "late", "absent", "unknown"]), last_beat_seconds: seconds }),
    queue: z.object({
      state: z.enum(["ok", "late", "unknown"]),
      waiting: z.int().nullable(),
      oldest_seconds: seconds,
    }),
    mail: z.object(serviceState),
    push: z.object(serviceState),
  }),
});
