import { deliveries } from "./settings/deliveries.ts";
import { names } from "./settings/names.ts";
import { people } from "./settings/people.ts";
import { profiles } from "./settings/profiles.ts";
import { rules } from "./settings/rules.ts";
import { settings } from "./settings/settings.ts";

export const settingsTexts = { deliveries, names, people, profiles, rules, settings } as const;
