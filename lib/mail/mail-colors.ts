/**
 * The look's colours as mail clients understand them (no oklch, no variables). Petrol is identity and the one action;
 * brass is for what waits for somebody inside the app, so no mail has any. Every pair keeps 4.5 : 1; a test measures it.
 */
export const day = {
  page: "#f6f3ed",
  card: "#fffdf9",
  line: "#e4ded3",
  text: "#1c2629",
  quiet: "#5a676a",
  petrol: "#0e5561",
  button: "#0e5561",
  onButton: "#ffffff",
};

export const night: typeof day = {
  page: "#0f1517",
  card: "#182124",
  line: "#2c383b",
  text: "#eaf0ee",
  quiet: "#9db0b1",
  petrol: "#6cc3ca",
  button: "#1f727d",
  onButton: "#ffffff",
};

export type MailColors = { day: typeof day; night: typeof night };

const shipped: MailColors = { day, night };
const white = "#ffffff";
/** From here on a button is seen to be one on what it lies on; its words have 4.5 : 1 of their own. */
const seen = 1.8;
const readable = 4.5;

let latest: { color: string; colors: MailColors } | null = null;

/** The colours with the company's own in place of petrol, by day darker and by night lighter as far as reading it asks. */
export function mailColors(color: string | null): MailColors {
  if (color === null) return shipped;
  if (latest?.color === color) return latest.colors;
  const button = mixed(color, black, (shade) => contrast(shade, white) >= readable);
  const colors = {
    day: {
      ...day,
      petrol: mixed(
        color,
        black,
        (shade) => Math.min(contrast(shade, day.card), contrast(shade, day.page)) >= readable,
      ),
      button,
    },
    night: {
      ...night,
      petrol: mixed(
        color,
        white,
        (shade) => Math.min(contrast(shade, night.card), contrast(shade, night.page)) >= readable,
      ),
      button: mixed(button, white, (shade) => contrast(shade, night.card) >= seen),
    },
  };
  latest = { color, colors };
  return colors;
}

const black = "#000000";

/** As much of another colour in it as it needs, in steps of a fiftieth. */
function mixed(color: string, other: string, isEnough: (shade: string) => boolean): string {
  for (let step = 0; step < 50; step++) {
    const shade = mix(color, other, step / 50);
    if (isEnough(shade)) return shade;
  }
  return other;
}

function mix(color: string, other: string, part: number): string {
  const [from, to] = [channels(color), channels(other)];
  const mixedChannels = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * part));
  return `#${mixedChannels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Red, green and blue of `#rrggbb`, 0 to 255. */
function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
