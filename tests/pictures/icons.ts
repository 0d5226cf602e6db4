import { join } from "node:path";
import { chromium } from "playwright";
import { chromiumPath } from "../support/browsers.ts";

// Draws public/icons from the bell itself.
const bell =
  '<path d="M10.268 21a2 2 0 0 0 3.464 0"/><path d="M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326"/>';
const petrol = "#00505f";
const brass = "#e0a336";

type Icon = { name: string; size: number; ground: string; radius: number; part: number; stroke: string };
const icons: Icon[] = [
  { name: "icon-192", size: 192, ground: petrol, radius: 0.22, part: 0.58, stroke: brass },
  { name: "icon-512", size: 512, ground: petrol, radius: 0.22, part: 0.58, stroke: brass },
  // Launchers cut a maskable icon to any shape: what counts stays in the middle 80 %.
  { name: "maskable-512", size: 512, ground: petrol, radius: 0, part: 0.46, stroke: brass },
  { name: "apple-180", size: 180, ground: petrol, radius: 0, part: 0.56, stroke: brass },
  // Android's status bar takes the shape alone.
  { name: "badge-96", size: 96, ground: "transparent", radius: 0, part: 0.86, stroke: "#ffffff" },
];

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
for (const { name, size, ground, radius, part, stroke } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const offset = ((1 - part) / 2) * size;
  await page.setContent(`<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="${size}" height="${size}" rx="${radius * size}" fill="${ground}"/>
    <svg x="${offset}" y="${offset}" width="${part * size}" height="${part * size}" viewBox="0 0 24 24" fill="none"
      stroke="${stroke}" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round">${bell}</svg></svg>`);
  await page.screenshot({ path: join(import.meta.dirname, `../../public/icons/${name}.png`), omitBackground: true });
}
await browser.close();
