/** The languages that the product speaks. `locale` formats its dates and numbers when a tag names no region. */
export const languages = [
  { tag: "it", name: "Italiano", direction: "ltr", locale: "it-IT" },
  { tag: "en", name: "English", direction: "ltr", locale: "en-GB" },
] as const satisfies readonly { tag: string; name: string; direction: "ltr" | "rtl"; locale: string }[];

export type Language = (typeof languages)[number]["tag"];
