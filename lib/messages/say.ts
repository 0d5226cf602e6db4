export type Values = Record<string, string | number>;

/**
 * Says a text of the screens, which have plain arguments and plurals (`{count, plural, =0 {none} one {# job} other {# jobs}}`)
 * and nothing else of ICU's message format: use-intl's parser of the whole of it is a twentieth of what the first screen
 * loads. A test compares the two.
 */
export function say(text: string, values: Values, locale: string): string {
  return replaceBraces(text, (content) => {
    const [, name = "", branches] = /^\s*(\w+)\s*(?:,\s*plural\s*,(.*))?$/s.exec(content) ?? [];
    const value = values[name];
    if (branches === undefined) return String(value);
    return say(branchFor(Number(value), branches, locale), values, locale);
  });
}

function branchFor(count: number, branches: string, locale: string): string {
  const texts: Record<string, string> = {};
  replaceBraces(branches, (text, before) => {
    texts[before.trim()] = text;
    return "";
  });
  const text = texts[`=${count}`] ?? texts[new Intl.PluralRules(locale).select(count)] ?? texts.other ?? "";
  return text.replaceAll("#", () => new Intl.NumberFormat(locale).format(count));
}

/** @param replace gets what is between outermost braces, and what stood before them, back to the last ones */
function replaceBraces(text: string, replace: (content: string, before: string) => string): string {
  let [said, depth, from] = ["", 0, 0];
  let before = "";
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && depth++ === 0) {
      before = text.slice(from, at);
      from = at + 1;
    }
    if (text[at] === "}" && --depth === 0) {
      said += before + replace(text.slice(from, at), before);
      from = at + 1;
    }
  }
  return said + text.slice(from);
}
