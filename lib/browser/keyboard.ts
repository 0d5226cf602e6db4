type Keys = Record<string, () => unknown>;

const inUse: Keys[] = [];

/**
 * Single keys as shortcuts, while nobody is writing, no dialog is open, and no other key is held.
 *
 * @returns what takes them away again
 */
export function onKey(keys: Keys): () => void {
  const listener = (event: KeyboardEvent) => {
    const run = keys[event.key];
    if (!run || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    event.preventDefault();
    run();
  };
  document.addEventListener("keydown", listener);
  inUse.push(keys);
  return () => {
    document.removeEventListener("keydown", listener);
    inUse.splice(inUse.indexOf(keys), 1);
  };
}

/** The keys that do something where the person is now. */
export function keysInUse(): Set<string> {
  return new Set(inUse.flatMap((keys) => Object.keys(keys)));
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector('[role="dialog"]')) return true;
  if (target instanceof HTMLInputElement && target.type === "checkbox") return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}
