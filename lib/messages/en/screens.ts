import { bell } from "./screens/bell.ts";
import { common } from "./screens/common.ts";
import { devices } from "./screens/devices.ts";
import { jobs } from "./screens/jobs.ts";
import { telling } from "./screens/telling.ts";

/** What all screens and the first of the day say. */
export const screens = {
  bell,
  common,
  devices,
  jobs,
  telling,
} as const;
