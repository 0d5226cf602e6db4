/**
 * What is set on this device. Language and theme hold whoever uses it, and are needed before the first paint, so
 * app/boot-script.ts reads the same keys. Browsers may refuse storage; then the defaults hold.
 */
export type Theme = "system" | "light" | "dark";

export const settingKeys = { language: "campanella.language", theme: "campanella.theme" } as const;

export function deviceLanguage(): string | null {
  return read(settingKeys.language);
}

export function setDeviceLanguage(tag: string): void {
  write(settingKeys.language, tag);
}

export function deviceTheme(): Theme {
  const kept = read(settingKeys.theme);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function setDeviceTheme(theme: Theme): void {
  write(settingKeys.theme, theme);
  applyTheme();
}

/** Draws in the chosen theme, and follows the system while that is the choice. */
export function applyTheme(): void {
  const theme = deviceTheme();
  const isDark = theme === "dark" || (theme === "system" && prefersDark().matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

export function followSystemTheme(): () => void {
  const media = prefersDark();
  media.addEventListener("change", applyTheme);
  return () => media.removeEventListener("change", applyTheme);
}

/** How somebody likes a list, on this device; null for as it comes. */
export function keptView(accountId: string, list: string): string | null {
  return read(`campanella.view.${list}.${accountId}`);
}

export function keepView(accountId: string, list: string, view: string): void {
  write(`campanella.view.${list}.${accountId}`, view);
}

function prefersDark(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // It holds until the page is closed.
  }
}
