/**
 * Fills in a text that has nothing but plain arguments (`{name}`); null when it has more (plurals, quotes, markup) or an
 * argument is missing, which is use-intl's business. It does the same, but takes five microseconds for each text, two
 * thirds of what wording a mail costs.
 */
export function withPlainArguments(text: string, values: Record<string, string | number> = {}): string | null {
  const parts = text.split(plainArgument);
  for (let index = 0; index < parts.length; index += 2) if (/[{}'<]/.test(parts[index] ?? "")) return null;
  for (let index = 1; index < parts.length; index += 2) {
    const value = values[parts[index] ?? ""];
    if (value === undefined) return null;
    parts[index] = String(value);
  }
  return parts.join("");
}

const plainArgument = /\{(\w+)\}/;
