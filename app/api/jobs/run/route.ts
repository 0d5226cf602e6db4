import { openRoute } from "#lib/server/http.ts";
import { checkJobSecret } from "#lib/server/job-secret.ts";
import { runJobs } from "#lib/server/operations/jobs.ts";
import { drainOnce } from "#lib/worker/once.ts";

/** What a serverless host allows it at the most, in seconds; lib/worker/once.ts ends before that. */
export const maxDuration = 60;

export const POST = openRoute(runJobs, ({ request }) => {
  checkJobSecret(request);
  return drainOnce();
});
