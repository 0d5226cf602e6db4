import { skipReasons } from "./skip-reasons.ts";
import { interventions } from "./work/interventions.ts";

export const workTexts = { interventions, skip_reasons: skipReasons } as const;
