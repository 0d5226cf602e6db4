import { settingKeys } from "#lib/browser/device-settings.ts";
import { languages } from "#lib/messages/languages.ts";

const rightToLeft = languages.filter(({ direction }) => direction !== "ltr").map(({ tag }) => tag);

/** Runs before the first paint, so that nobody sees the other theme, or the page turn round. */
export const bootScript = `(() => {
  const page = document.documentElement;
  let language = null, theme = null;
  try {
    language = localStorage.getItem("${settingKeys.language}");
    theme = localStorage.getItem("${settingKeys.theme}");
  } catch {}
  language ??= navigator.language;
  page.lang = language;
  if (${JSON.stringify([...rightToLeft, "ar-XB"])}.some((tag) => language.startsWith(tag))) page.dir = "rtl";
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  page.dataset.theme = isDark ? "dark" : "light";
})()`;
