import { openRoute } from "#lib/server/http.ts";
import { checkJobSecret } from "#lib/server/job-secret.ts";
import { runJobs } from "#lib/server/operations/jobs.ts";
import { drainOnce } from "#lib/worker/once.ts";

export const POST = openRoute(runJobs, ({ request }) => {
  checkJobSecret(request);
  return drainOnce();
});
