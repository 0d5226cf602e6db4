import { z } from "zod";
import { operation } from "./operation.ts";

const run = z.object({
  sent: z.int().meta({ description: "Deliveries that providers took" }),
  failed: z.int().meta({ description: "Deliveries given up" }),
  waiting: z.int().meta({ description: "Deliveries that are due and were not reached" }),
});

export const runJobs = operation({
  method: "POST",
  path: "/api/jobs/run",
  tag: "Operation",
  summary:
    "One drain of the outbox and one minute's work, for hosts without a worker process; with the job secret as bearer. Ends within a minute; a call while one runs is answered with that run's result",
  access: "anyone",
  answer: run,
});
