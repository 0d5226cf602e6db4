const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const leftToRight = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/**
 * What runs the other way than the sentence that it stands in, apart from the words around it: between U+2068 and U+2069
 * (UAX 9, 3.1), which plain text understands as well as HTML.
 */
export function isolatedValues(values: Values | undefined, direction: "ltr" | "rtl"): Values | undefined {
  if (!values) return values;
  const isolate = (value: string | number) => (typeof value === "string" ? isolatedValue(value, direction) : value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolate(value)]));
}

/** A value that is words of ours already keeps apart what is in it. */
export function isolatedValue(value: string, direction: "ltr" | "rtl"): string {
  const foreign = direction === "ltr" ? rightToLeft : leftToRight;
  return foreign.test(value) && !value.includes("\u2068") ? `\u2068${value}\u2069` : value;
}

type Values = Record<string, string | number>;
