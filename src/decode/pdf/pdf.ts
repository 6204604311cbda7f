import type { Recogniser } from "../../model/recogniser.ts";
import type { Block, Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { foldWhiteSpace } from "../white-space.ts";
import { DrawingReader, OverfullPage } from "./drawing-reader.ts";
import { followOperators } from "./operators.ts";
import type { PageDrawing } from "./page-drawing.ts";
import { transcribePages } from "./pages.ts";
import { openPdf, type PdfFile } from "./pdf-file.ts";
import { markRecognised, readScannedPages } from "./scanned-pages.ts";

/** The longest report known has some 40 pages; a yearbook or a collection of laws is no report. */
const MAX_PAGES = 300;
/** A page of text has a thousand. */
const MAX_GLYPHS = 300_000;

/**
 * Transcribes a PDF: its text and its tables, and a picture for each page that holds nothing but one.
 * @param recogniser makes out what such pictures say; without it they stay pictures
 * @throws DecodeError if it is encrypted, broken or too long
 */
export async function transcribePdf(
  bytes: Uint8Array,
  recogniser?: Recogniser,
): Promise<Transcript> {
  expectWhole(bytes);
  const { pages, information } = await readFile(bytes);
  return {
    ...describe(information),
    blocks: await toBlocks(bytes, pages, recogniser),
    links: [],
    scopes: [],
  };
}

async function readFile(
  bytes: Uint8Array,
): Promise<{ pages: PageDrawing[]; information: PdfFile["information"] }> {
  const file = await openPdf(bytes);
  try {
    return { pages: await readDrawings(file), information: file.information };
  } finally {
    await file.close();
  }
}

async function toBlocks(
  bytes: Uint8Array,
  pages: readonly PageDrawing[],
  recogniser: Recogniser | undefined,
): Promise<Block[]> {
  if (recogniser === undefined) return transcribePages(pages);
  const { drawings, recognised } = await readScannedPages(bytes, pages, recogniser);
  return markRecognised(transcribePages(drawings), recognised);
}

async function readDrawings(file: PdfFile): Promise<PageDrawing[]> {
  if (file.pages > MAX_PAGES) {
    throw new DecodeError(
      "too_large",
      `expected at most ${MAX_PAGES} pages of PDF, met ${file.pages}`,
    );
  }
  const drawings: PageDrawing[] = [];
  let glyphs = 0;
  for (let number = 1; number <= file.pages; number += 1) {
    const reader = await followPage(file, number);
    glyphs += reader.drawnGlyphs;
    if (glyphs > MAX_GLYPHS) {
      throw new DecodeError(
        "too_large",
        `expected at most ${MAX_GLYPHS} characters in a PDF, met more by page ${number}`,
      );
    }
    drawings.push(reader.finish(number));
  }
  return drawings;
}

async function followPage(file: PdfFile, number: number): Promise<DrawingReader> {
  const { matrix, width, height, operators, fonts } = await file.readPage(number);
  const reader = new DrawingReader(matrix, width, height);
  try {
    followOperators(operators, fonts, reader);
    return reader;
  } catch (error) {
    if (!(error instanceof OverfullPage)) throw error;
    throw new DecodeError(
      "too_large",
      `expected at most ${error.message} on a page, met more: page ${number}`,
    );
  }
}

function describe(
  information: ReadonlyMap<string, string>,
): Pick<Transcript, "title" | "metadata"> {
  const title = foldWhiteSpace(information.get("Title") ?? "");
  const metadata = new Map(
    [...information].map(([name, value]) => [name.toLowerCase(), foldWhiteSpace(value)]),
  );
  return { title: title === "" ? undefined : title, metadata };
}

/** What a PDF ends with: where its table of contents begins. */
const END_MARK = "startxref";
/** A PDF made for reading while it loads says near its start how long it is: "/Linearized 1 /L 54321" */
const STATED_LENGTH = /\/Linearized[^>]{0,200}?\/L\s+(\d{1,12})/;
const HEAD_BYTES = 1024;

/** The library mends a PDF that was cut off and goes on with the pages that are left; a reader must not take it for whole. */
function expectWhole(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const stated = STATED_LENGTH.exec(buffer.subarray(0, HEAD_BYTES).toString("latin1"))?.[1];
  const isCut = stated !== undefined && Number(stated) > bytes.length;
  if (!isCut && buffer.includes(END_MARK)) return;
  throw new DecodeError(
    "undecodable",
    `expected a whole PDF, met one that was cut off after ${bytes.length} bytes; fetch it again`,
  );
}
