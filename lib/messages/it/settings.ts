import { names } from "./settings/names.ts";
import { rules } from "./settings/rules.ts";
import { settings } from "./settings/settings.ts";

export const settingsTexts = { names, rules, settings } as const;
