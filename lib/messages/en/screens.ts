import { bell } from "./screens/bell.ts";
import { common } from "./screens/common.ts";
import { devices } from "./screens/devices.ts";
import { interventions } from "./screens/interventions.ts";
import { telling } from "./screens/telling.ts";
import { skipReasons } from "./skip-reasons.ts";

/** What the screens say, and the reasons why somebody was not told. */
export const screens = {
  bell,
  common,
  devices,
  interventions,
  skip_reasons: skipReasons,
  telling,
} as const;
