const storageKey = "campanella.push-prompt";
const DAY_MS = 24 * 60 * 60 * 1000;

/** How long nobody is asked on this device whether to turn on notifications. */
export function restPrompt(days: number): void {
  try {
    window.localStorage.setItem(storageKey, String(Date.now() + days * DAY_MS));
  } catch {
    // It comes back with the next start.
  }
}

export function isPromptResting(): boolean {
  try {
    return Number(window.localStorage.getItem(storageKey)) > Date.now();
  } catch {
    return false;
  }
}
