import type { Browser } from "playwright";
import sharp from "sharp";
import { type Paper, papers } from "../pdf/chromium-print.ts";
import { writeRawPdf } from "../pdf/raw-pdf.ts";

/** A4 in pixels of a screen, and what a browser calls an inch. */
const WIDTH = 794;
const HEIGHT = 1123;
const SCREEN_DPI = 96;
const MARGIN = 56;

/** What a site puts around its text, and does not print. */
const SCREEN_ONLY = ".nav,.top,.crumb,.sidebar,.tools,.footer{display:none}";

/** A page of paper as a scanner sees it. */
export interface ScannedPage {
  readonly png: Uint8Array;
  readonly dpi: number;
}

/** Lays a page of HTML out on A4 and takes a picture of each sheet; no line and no row is cut in two. */
export async function scanPages(
  browser: Browser,
  html: string,
  dpi: number,
  paper: Paper | undefined = papers[0],
): Promise<ScannedPage[]> {
  const page = await browser.newPage({
    viewport: { width: WIDTH - 2 * MARGIN, height: HEIGHT },
    deviceScaleFactor: dpi / SCREEN_DPI,
  });
  try {
    const css = `${SCREEN_ONLY}${paper?.css ?? ""}body{margin:0}`;
    await page.setContent(html.replace("</head>", `<style>${css}</style></head>`));
    const ends = await page
      .locator("tr,p,h1,h2,h3")
      .evaluateAll((elements) =>
        elements.map((element) => Math.ceil(element.getBoundingClientRect().bottom) + 1),
      );
    const scans: ScannedPage[] = [];
    for (const { from, to } of listSheets(ends)) {
      const clip = { x: 0, y: from, width: WIDTH - 2 * MARGIN, height: to - from };
      const shot = await page.screenshot({ clip, fullPage: true });
      scans.push({ png: await withMargins(shot, dpi), dpi });
    }
    return scans;
  } finally {
    await page.close();
  }
}

function listSheets(ends: readonly number[]): { from: number; to: number }[] {
  const sheets: { from: number; to: number }[] = [];
  let [from, to] = [0, 0];
  for (const end of [...ends].sort((a, b) => a - b)) {
    if (end - from > HEIGHT - 2 * MARGIN && to > from) {
      sheets.push({ from, to });
      from = to;
    }
    to = end;
  }
  return [...sheets, { from, to }];
}

async function withMargins(shot: Uint8Array, dpi: number): Promise<Uint8Array> {
  const scale = dpi / SCREEN_DPI;
  const { width = 0, height = 0 } = await sharp(shot).metadata();
  const [left, top] = [Math.round(MARGIN * scale), Math.round(MARGIN * scale)];
  return await sharp(shot)
    .extend({
      left,
      top,
      right: Math.max(0, Math.round(WIDTH * scale) - width - left),
      bottom: Math.max(0, Math.round(HEIGHT * scale) - height - top),
      background: "#fff",
    })
    .png()
    .toBuffer();
}

/** A PDF as scanners write it: a JPEG a page and nothing else. */
export async function toScannedPdf(
  pages: readonly ScannedPage[],
  quality: number,
): Promise<Uint8Array> {
  const sheets = await Promise.all(
    pages.map(async ({ png, dpi }) => {
      const { data, info } = await sharp(png)
        .flatten({ background: "#fff" })
        .jpeg({ quality })
        .toBuffer({ resolveWithObject: true });
      const [width, height] = [(info.width * 72) / dpi, (info.height * 72) / dpi];
      const picture = { jpeg: new Uint8Array(data), width: info.width, height: info.height };
      return {
        width,
        height,
        content: `q ${width} 0 0 ${height} 0 0 cm /Im1 Do Q`,
        pictures: new Map([["Im1", picture]]),
      };
    }),
  );
  return writeRawPdf(sheets);
}

/** What happens to paper on its way through a scanner. */
export type Wear = (page: ScannedPage) => Promise<ScannedPage>;

export const skewed =
  (degrees: number): Wear =>
  async ({ png, dpi }) => ({
    png: await sharp(png).rotate(degrees, { background: "#fff" }).png().toBuffer(),
    dpi,
  });

/** Grey paper with grain; darker towards one side, as beside a book's spine. */
export const greyed: Wear = async ({ png, dpi }) => {
  const { data, info } = await sharp(png)
    .flatten({ background: "#fff" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  let state = 7;
  const random = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (let at = 0; at < data.length; at += info.channels) {
    const shade = 0.7 + (0.2 * ((at / info.channels) % info.width)) / info.width;
    const grain = (random() + random() + random() - 1.5) * 24;
    for (let channel = 0; channel < info.channels; channel += 1) {
      const light = (data[at + channel] ?? 0) * shade + 15 + grain;
      data[at + channel] = Math.max(0, Math.min(255, light));
    }
  }
  const { width, height, channels } = info;
  return { png: await sharp(data, { raw: { width, height, channels } }).png().toBuffer(), dpi };
};

/** A red seal of 42 mm stamped over the print. */
export const sealed: Wear = async ({ png, dpi }) => {
  const size = Math.round(1.65 * dpi);
  const centre = size / 2;
  const seal = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <circle cx="${centre}" cy="${centre}" r="${size * 0.46}" fill="none" stroke="#d22" stroke-width="${size * 0.03}"/>
    <text x="${centre}" y="${size * 0.62}" font-size="${size * 0.36}" text-anchor="middle" fill="#d22">★</text></svg>`;
  const { width = 0, height = 0 } = await sharp(png).metadata();
  const [left, top] = [Math.round(width * 0.6), Math.round(height * 0.6)];
  return {
    png: await sharp(png)
      .composite([{ input: Buffer.from(seal), left, top, blend: "multiply" }])
      .png()
      .toBuffer(),
    dpi,
  };
};
