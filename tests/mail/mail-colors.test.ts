import { describe, expect, test } from "vitest";
import { day, mailColors, night } from "#lib/mail/mail-colors.ts";

/** WCAG 2.2, "relative luminance". */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[0-9a-f]{2}/g) ?? []).map((hex) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ["day", day],
  ["night", night],
])("the mail's colours by %s", (_name, colors) => {
  test.each([
    ["text", "card"],
    ["quiet", "card"],
    ["quiet", "page"],
    ["petrol", "card"],
    ["petrol", "page"],
    ["onButton", "button"],
  ] as const)("%s on %s can be read", (front, back) =>
    expect(contrast(colors[front], colors[back])).toBeGreaterThanOrEqual(4.5),
  );
});

describe("the company's colour", () => {
  const all = [
    "#ffffff",
    "#000000",
    "#ffcc00",
    "#0e5561",
    "#ff0000",
    "#1c2629",
    "#808080",
    "#00ff00",
    "#f6f3ed",
    "#0f1517",
  ];

  test.each(all)("%s is told apart from what it lies on, by day and by night", (color) => {
    const colors = mailColors(color);
    for (const { petrol, card, page, button, onButton } of [colors.day, colors.night]) {
      for (const back of [card, page]) expect(contrast(petrol, back)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onButton, button)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colors.night.button, colors.night.card)).toBeGreaterThanOrEqual(1.8);
  });

  test("stays as it is where it can be read", () => {
    expect(mailColors("#7a2048").day).toMatchObject({ petrol: "#7a2048", button: "#7a2048" });
    expect(mailColors(null)).toEqual({ day, night });
  });

  test("nothing but headings, links and the button has it", () => {
    const { petrol: _, button: __, ...rest } = mailColors("#ff0000").day;
    expect(day).toMatchObject(rest);
  });
});
