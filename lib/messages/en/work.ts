import { skipReasons } from "./skip-reasons.ts";
import { interventions } from "./work/interventions.ts";

/** What the screens of interventions say, but for the first of the day. */
export const workTexts = { interventions, skip_reasons: skipReasons } as const;
