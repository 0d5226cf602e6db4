import { preferenceChanges, preferences } from "../../domain/preferences/preferences.ts";
import { operation } from "./operation.ts";

const path = "/api/account/preferences";
const tag = "Account";

export const showPreferences = operation({
  method: "GET",
  path,
  tag,
  summary: "One's own preferences",
  access: "account",
  answer: preferences,
});

export const changePreferences = operation({
  method: "PATCH",
  path,
  tag,
  summary: "Change one's own preferences",
  access: "account",
  body: preferenceChanges,
  fields: { time_zone: "quiet_hours.time_zone" },
  answer: preferences,
});
