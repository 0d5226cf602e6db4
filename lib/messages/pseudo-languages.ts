/**
 * Two made-up languages, as Android has them, that show on any screen what real ones will do to it: `en-XA` is English
 * with accents and a third longer, `ar-XB` the same right to left. Nobody is offered them; tests set them.
 */
export const pseudoLanguages = [
  { tag: "en-XA", direction: "ltr", locale: "en-GB" },
  { tag: "ar-XB", direction: "rtl", locale: "en-GB" },
] as const;
