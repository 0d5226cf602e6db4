const accents: Record<string, string> = {
  ...{ a: "á", b: "ƀ", c: "ç", d: "ð", e: "é", f: "ƒ", g: "ĝ", h: "ĥ", i: "î", j: "ĵ", k: "ķ", l: "ļ", m: "ɱ", n: "ñ" },
  ...{ o: "ö", p: "þ", q: "ǫ", r: "ŕ", s: "š", t: "ţ", u: "û", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž" },
  ...{ A: "Å", B: "Ɓ", C: "Ç", D: "Ð", E: "É", F: "Ƒ", G: "Ĝ", H: "Ĥ", I: "Î", J: "Ĵ", K: "Ķ", L: "Ļ", M: "Ṁ", N: "Ñ" },
  ...{ O: "Ö", P: "Þ", Q: "Ǫ", R: "Ŕ", S: "Š", T: "Ţ", U: "Û", V: "Ṽ", W: "Ŵ", X: "Ẋ", Y: "Ý", Z: "Ž" },
};

type Texts = { readonly [key: string]: string | Texts };

/** The same catalogue with every text made strange. Arguments, and the keywords of plurals, stay as they are. */
export function pseudo<Given extends Texts>(texts: Given, direction: "ltr" | "rtl"): Given {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === "string" ? strange(text, direction) : pseudo(text, direction),
    ]),
  ) as Given;
}

/** Letters at an odd depth of braces belong to ICU: `{count, plural, one {here text} other {# more}}`. */
function strange(text: string, direction: "ltr" | "rtl"): string {
  let depth = 0;
  const accented = [...text]
    .map((letter) => {
      if (letter === "{") depth++;
      if (letter === "}") depth--;
      return depth % 2 === 0 ? (accents[letter] ?? letter) : letter;
    })
    .join("");
  const longer = `${accented}${" ~".repeat(Math.ceil(text.length / 6))}`;
  return direction === "rtl" ? `\u202e${longer}\u202c` : `[${longer}]`;
}
