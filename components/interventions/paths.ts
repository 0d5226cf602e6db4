import { changed, putAnswer } from "#lib/browser/answers.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";

/** Where the API keeps what the screens of interventions show. */
export const interventionPath = (number: number) => `/api/interventions/${number}`;
export const statusesPath = "/api/statuses";
export const typesPath = "/api/types";

/** After a change: its answer is shown at once, lists and history are asked for again. */
export function showChanged(intervention: Intervention): void {
  const path = interventionPath(intervention.number);
  putAnswer<Intervention>(path, () => intervention);
  changed((known) => /^\/api\/interventions(\?|$)/.test(known) || known.startsWith(`${path}/`));
}
