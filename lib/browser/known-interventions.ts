import type { Intervention } from "../domain/interventions/intervention.ts";
import type { Page } from "../domain/page.ts";
import { putKnown, whenAnswered } from "./answers.ts";

/** Lists carry whole interventions: each opens at once, and without a network, although it was never opened before. */
export function learnFromLists(): void {
  whenAnswered((path, body) => {
    if (!/^\/api\/interventions(\?|$)/.test(path)) return;
    putKnown(
      (body as Page<Intervention>).items.map((one) => [`/api/interventions/${one.number}`, one]),
      (one, known) => one.version > known.version,
    );
  });
}
