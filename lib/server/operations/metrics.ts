import { z } from "zod";
import { operation } from "./operation.ts";

export const showMetrics = operation({
  method: "GET",
  path: "/api/metrics",
  tag: "Operation",
  summary:
    "Measures in Prometheus' text format 0.0.4, with the job secret as bearer: messages waiting and what became of them, how long they took, the services, the workers, this process. No personal data",
  access: "anyone",
  answer: z.string(),
});
