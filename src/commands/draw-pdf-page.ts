import { getDocument, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { decode } from "../decode/decode.ts";
import { expectHarmlessStreams } from "../decode/pdf/packed-streams.ts";
import { HARMLESS } from "../decode/pdf/pdf-file.ts";
import type { Block, Paragraph, TableCell } from "../model/transcript.ts";
import type { DrawnPage } from "../serve/original/original-reader.ts";

/** Pixels a point: sharp enough to read small print of a page that fills the frame. */
const SCALE = 1.6;
/** A page larger than a poster is not drawn larger. */
const MAX_PIXELS = 3_000;
const MAX_PICTURE_PIXELS = 40_000_000;

/** Draws one page, from 1; one beyond the last gives the last. Runs no script of the file and asks for nothing. */
export async function drawPdfPage(
  bytes: Uint8Array,
  wanted: number,
  load: LoadCanvas = loadCanvas,
): Promise<DrawnPage> {
  expectHarmlessStreams(bytes);
  const task = getDocument({
    data: new Uint8Array(bytes),
    ...HARMLESS,
    useSystemFonts: true,
    disableFontFace: true,
    maxImageSize: MAX_PICTURE_PIXELS,
  });
  try {
    const document = await task.promise;
    const number = Math.min(Math.max(wanted, 1), document.numPages);
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const picture = await paint(page, load);
    const texts = picture === undefined ? await listTexts(bytes, number) : [];
    return { page: number, pages: document.numPages, width, height, picture, texts };
  } finally {
    await task.destroy();
  }
}

/** Undefined where the machine has no library to draw with: it comes with pdfjs for the usual systems only. */
async function paint(page: PDFPageProxy, load: LoadCanvas): Promise<Uint8Array | undefined> {
  const library = await load();
  if (library === undefined) return undefined;
  const whole = page.getViewport({ scale: 1 });
  const scale = Math.min(SCALE, MAX_PIXELS / Math.max(whole.width, whole.height));
  const viewport = page.getViewport({ scale });
  const canvas = library.createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // The library's canvas has what pdfjs asks of a browser's, which its types name.
  const target = canvas as unknown as RenderTarget;
  await page.render({ canvas: target, viewport }).promise;
  return canvas.toBuffer("image/png");
}

type RenderTarget = Parameters<PDFPageProxy["render"]>[0]["canvas"];

interface Canvas {
  toBuffer(mediaType: "image/png"): Buffer;
}

const CANVAS = "@napi-rs/canvas";

type LoadCanvas = () => Promise<
  { createCanvas(width: number, height: number): Canvas } | undefined
>;

async function loadCanvas(): ReturnType<LoadCanvas> {
  try {
    return await import(CANVAS);
  } catch {
    return undefined;
  }
}

async function listTexts(bytes: Uint8Array, page: number): Promise<DrawnPage["texts"]> {
  const { blocks } = await decode(bytes, "application/pdf");
  return blocks.flatMap(toParts).flatMap(({ text, locator }) => {
    const isHere = "page" in locator && locator.page === page && text !== "";
    return isHere ? [{ text, box: locator.box }] : [];
  });
}

function toParts(block: Block): readonly (Paragraph | TableCell)[] {
  if (block.kind === "picture") return [];
  return block.kind === "paragraph" ? [block] : block.rows.flatMap(({ cells }) => cells);
}
