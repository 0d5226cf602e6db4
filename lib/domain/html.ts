const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** For text and for attribute values in quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Text that people typed, apart from ours around it: a Hebrew name in an Italian line must not turn the line around. */
export function isolated(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}
