/** What this browser can do about notifications, and what it was allowed to. */
export type PushAbility =
  /** No push in this browser at all. */
  | "unsupported"
  /** iOS has push for the installed app only. */
  | "needs_installing"
  | "not_asked"
  | "denied"
  | "allowed";

export function pushAbility(): PushAbility {
  const hasPush = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!hasPush) return isIos() && !isInstalled() ? "needs_installing" : "unsupported";
  switch (Notification.permission) {
    case "granted":
      return "allowed";
    case "denied":
      return "denied";
    default:
      return "not_asked";
  }
}

/** Started from the home screen, not in a tab. */
export function isInstalled(): boolean {
  const { standalone } = navigator as { standalone?: boolean };
  return standalone ?? window.matchMedia("(display-mode: standalone)").matches;
}

/** iPads call themselves Macs, but no Mac has a touch screen. */
export function isIos(): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || (isMac() && navigator.maxTouchPoints > 1);
}

function isMac(): boolean {
  return navigator.userAgent.includes("Macintosh");
}

// The order counts: most browsers also name those that they are made of.
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bOPR\/|\bOPT\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bCriOS\/|\bChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Macintosh/, "macOS"],
  [/Linux/, "Linux"],
];

export function browserName(): string {
  return nameOf(browsers) ?? "Browser";
}

/** "Chrome · Android": the same in every language, because administrators read it, too. */
export function deviceLabel(): string {
  const system = isIos() ? (/iPhone|iPod/.test(navigator.userAgent) ? "iPhone" : "iPad") : nameOf(systems);
  return [browserName(), system].filter(Boolean).join(" · ");
}

function nameOf(known: readonly [RegExp, string][]): string | undefined {
  return known.find(([pattern]) => pattern.test(navigator.userAgent))?.[1];
}
