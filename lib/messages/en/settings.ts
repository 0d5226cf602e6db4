import { apiKeys } from "./settings/api-keys.ts";
import { company } from "./settings/company.ts";
import { deliveries } from "./settings/deliveries.ts";
import { names } from "./settings/names.ts";
import { profiles } from "./settings/profiles.ts";
import { rules } from "./settings/rules.ts";
import { settings } from "./settings/settings.ts";
import { wording } from "./settings/wording.ts";

/** What only the administrators' settings say. */
export const settingsTexts = {
  api_keys: apiKeys,
  company,
  deliveries,
  names,
  profiles,
  rules,
  settings,
  wording,
} as const;
