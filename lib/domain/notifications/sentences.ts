/** "Giulia closed it. Via Roma 12": sentences and fragments in one line, a full stop only between them. */
export function inOneLine(parts: readonly (string | null)[]): string {
  const present = parts.filter((part): part is string => part !== null && part !== "");
  return present
    .map((part, index) => (index < present.length - 1 && !/[.!?…:]$/u.test(part) ? `${part}.` : part))
    .join(" ");
}

/** With its first letter as at the start of a sentence. */
export function capitalized(text: string, language: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase(language) + text.slice(first.length);
}
