/**
 * What somebody has typed and not yet saved, for as long as the window is open: going back, following a notification or
 * loading a new version loses nothing. Kept by form, dropped when it was saved, thrown away, or the person signs out.
 */
const prefix = "campanella.draft.";

export function readDraft<Input extends object>(form: string): Partial<Input> | null {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(prefix + form) ?? "null");
    return typeof kept === "object" ? (kept as Partial<Input> | null) : null;
  } catch {
    return null;
  }
}

export function writeDraft(form: string, input: object): void {
  try {
    window.sessionStorage.setItem(prefix + form, JSON.stringify(input));
  } catch {
    // Without storage the form itself still has it.
  }
}

export function dropDraft(form: string): void {
  try {
    window.sessionStorage.removeItem(prefix + form);
  } catch {
    // There was none to drop.
  }
}

export function dropAllDrafts(): void {
  try {
    for (const key of Object.keys(window.sessionStorage))
      if (key.startsWith(prefix)) window.sessionStorage.removeItem(key);
  } catch {
    // There were none to drop.
  }
}
