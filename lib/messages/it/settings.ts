import { company } from "./settings/company.ts";
import { names } from "./settings/names.ts";
import { people } from "./settings/people.ts";
import { profiles } from "./settings/profiles.ts";
import { rules } from "./settings/rules.ts";
import { settings } from "./settings/settings.ts";
import { wording } from "./settings/wording.ts";

export const settingsTexts = { names, people, profiles, rules, settings, wording, company } as const;
