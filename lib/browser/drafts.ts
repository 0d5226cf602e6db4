/**
 * What somebody has typed and not yet saved: going back, following a notification, loading a new version, a session that
 * ends or an app that the system closes loses nothing. Kept by person and form, for all windows of this device; dropped
 * when it was saved, thrown away, the person signs out, or somebody else signs in.
 */
export const draftPrefix = "campanella.draft.";
let owner: string | null = null;

/** Whose drafts these are from now on; those of anybody else leave the device. */
export function draftsFor(accountId: string | null): void {
  owner = accountId;
  if (accountId !== null) drop((key) => !key.startsWith(`${draftPrefix}${accountId}.`));
}

export function readDraft<Input extends object>(form: string): Partial<Input> | null {
  try {
    const kept: unknown = owner === null ? null : JSON.parse(window.localStorage.getItem(keyOf(form)) ?? "null");
    return typeof kept === "object" ? (kept as Partial<Input> | null) : null;
  } catch {
    return null;
  }
}

export function writeDraft(form: string, input: object): void {
  if (owner === null) return;
  try {
    window.localStorage.setItem(keyOf(form), JSON.stringify(input));
  } catch {
    // Without storage the form itself still has it.
  }
}

export function dropDraft(form: string): void {
  const key = keyOf(form);
  drop((kept) => kept === key);
}

export function dropAllDrafts(): void {
  drop(() => true);
}

export function hasDrafts(): boolean {
  try {
    return Object.keys(window.localStorage).some((key) => key.startsWith(`${draftPrefix}${owner}.`));
  } catch {
    return false;
  }
}

function keyOf(form: string): string {
  return `${draftPrefix}${owner}.${form}`;
}

function drop(isMeant: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(window.localStorage))
      if (key.startsWith(draftPrefix) && isMeant(key)) window.localStorage.removeItem(key);
  } catch {
    // There were none to drop.
  }
}
