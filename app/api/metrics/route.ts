import { openRoute } from "#lib/server/http.ts";
import { checkJobSecret } from "#lib/server/job-secret.ts";
import { showMetrics } from "#lib/server/metrics.ts";
import * as operations from "#lib/server/operations/metrics.ts";

export const GET = openRoute(operations.showMetrics, ({ request }) => {
  checkJobSecret(request);
  return showMetrics();
});
