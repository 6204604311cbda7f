import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { openPdfImages } from "../../../src/decode/pdf/page-images.ts";
import { transcribePdf } from "../../../src/decode/pdf/pdf.ts";
import { type RawPage, toCodes, writeRawPdf } from "./raw-pdf.ts";

const WIDTH = 595;
const HEIGHT = 842;

/** A page that shows one grey picture over its whole paper. */
async function scan(grey: number, content = ""): Promise<RawPage> {
  const [width, height] = [WIDTH, HEIGHT];
  const background = { r: grey, g: grey, b: grey };
  const jpeg = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return {
    width: WIDTH,
    height: HEIGHT,
    content: `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /Im1 Do Q ${content}`,
    pictures: new Map([["Im1", { jpeg: new Uint8Array(jpeg), width, height }]]),
  };
}

const shown = (text: string, mode: number): string =>
  `BT /F1 12 Tf ${mode} Tr 1 0 0 1 50 700 Tm <${toCodes(text)}> Tj ET`;

describe("scanned pages", () => {
  test("a PDF of scans is a picture for each page", async () => {
    const pdf = writeRawPdf([await scan(200), await scan(100)]);
    const { blocks } = await transcribePdf(pdf);
    const box = [0, 0, WIDTH, HEIGHT];
    expect(blocks).toEqual([
      { kind: "picture", source: "page 1", isEmbedded: true, locator: { page: 1, box } },
      { kind: "picture", source: "page 2", isEmbedded: true, locator: { page: 2, box } },
    ]);
  });

  test("text that a machine laid invisibly under a scan is not what the page prints", async () => {
    const { blocks } = await transcribePdf(writeRawPdf([await scan(200, shown("总计 99", 3))]));
    expect(blocks.map(({ kind }) => kind)).toEqual(["picture"]);
    const visible = await transcribePdf(writeRawPdf([await scan(200, shown("总计 99", 0))]));
    expect(visible.blocks.map(({ kind }) => kind)).toEqual(["picture", "paragraph"]);
  });

  test("a seal or a code on a page of text is no picture of it", async () => {
    const page = await scan(200);
    const small = page.content.replace(`${WIDTH} 0 0 ${HEIGHT}`, "100 0 0 100");
    const { blocks } = await transcribePdf(
      writeRawPdf([{ ...page, content: `${small} ${shown("落款", 0)}` }]),
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph"]);
  });

  test("the pixels of a page's pictures can be had", async () => {
    const pdf = writeRawPdf([await scan(200), await scan(100)]);
    const images = await openPdfImages(pdf);
    const [image, ...more] = await images.read(2);
    await images.close();
    expect(more).toEqual([]);
    expect(image).toMatchObject({ width: WIDTH, height: HEIGHT, box: [0, 0, WIDTH, HEIGHT] });
    const pixels = WIDTH * HEIGHT * (image?.channels ?? 0);
    expect(image?.pixels).toHaveLength(pixels);
    expect(image?.pixels[pixels >> 1]).toBeGreaterThan(95);
    expect(image?.pixels[pixels >> 1]).toBeLessThan(105);
  });
});

describe("PDFs that are refused", () => {
  const empty: RawPage = { width: 100, height: 100, content: "" };
  const failure = async (pdf: Uint8Array): Promise<unknown> =>
    transcribePdf(pdf).then(
      () => "read",
      (error: unknown) => error,
    );

  test("more pages than any report has", async () => {
    const pdf = writeRawPdf(Array.from({ length: 301 }, () => empty));
    expect(await failure(pdf)).toMatchObject({ failure: "too_large" });
    expect(String(await failure(pdf))).toContain("at most 300 pages of PDF, met 301");
  });

  test("more characters on a page than paper holds", async () => {
    const line = `BT /F1 1 Tf 1 0 0 1 10 50 Tm <${toCodes("一二三四五六七八九十").repeat(1100)}> Tj ET `;
    const pdf = writeRawPdf([{ width: 20000, height: 100, content: line.repeat(10) }]);
    expect(await failure(pdf)).toMatchObject({ failure: "too_large" });
  });

  test("a page of pure noise", async () => {
    const noise = new Uint8Array(4096).map((_, index) => (index * 7919) % 251);
    const pdf = new Uint8Array([
      ...Buffer.from("%PDF-1.7\n"),
      ...noise,
      ...Buffer.from("startxref\n9\n%%EOF"),
    ]);
    expect(await failure(pdf)).toMatchObject({ failure: "undecodable" });
  });
});
