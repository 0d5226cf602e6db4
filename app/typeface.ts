import localFont from "next/font/local";

// Rubik (SIL Open Font License 1.1), from npm. `optional`: the system's font until the file is there, so nothing jumps;
// the letters that everybody needs are asked for before the page is read. Next wants these options written out.

const latin = localFont({
  src: "../node_modules/@fontsource-variable/rubik/files/rubik-latin-wght-normal.woff2",
  weight: "300 900",
  display: "optional",
  preload: true,
  adjustFontFallback: false,
  variable: "--font-latin",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    },
  ],
});

const latinExtended = localFont({
  src: "../node_modules/@fontsource-variable/rubik/files/rubik-latin-ext-wght-normal.woff2",
  weight: "300 900",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
  variable: "--font-latin-ext",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
    },
  ],
});

const hebrew = localFont({
  src: "../node_modules/@fontsource-variable/rubik/files/rubik-hebrew-wght-normal.woff2",
  weight: "300 900",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
  variable: "--font-hebrew",
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0307-0308, U+0590-05FF, U+200C-2010, U+20AA, U+25CC, U+FB1D-FB4F",
    },
  ],
});

/** Sets the variables that --font-sans is made of (globals.css). */
export const typeface = `${latin.variable} ${latinExtended.variable} ${hebrew.variable}`;
