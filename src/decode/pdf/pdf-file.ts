import {
  AnnotationMode,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { DecodeError } from "../decode-error.ts";
import { type FontMetrics, readFontMetrics } from "./font-metrics.ts";
import type { Matrix } from "./matrix.ts";
import { type Fonts, listFontNames, type OperatorList } from "./operators.ts";
import { expectHarmlessStreams } from "./packed-streams.ts";

/** A PDF that is open for reading; what the library knows of it, and no more. */
export interface PdfFile {
  readonly pages: number;
  /** The entries of the document's information, as written: Title, Author, CreationDate and the like. */
  readonly information: ReadonlyMap<string, string>;
  /** @param number counts from 1 */
  readPage(number: number): Promise<PdfPage>;
  close(): Promise<void>;
}

export interface PdfPage {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** From the space of the operators to points from the upper left corner, as the page is shown. */
  readonly matrix: Matrix;
  readonly operators: OperatorList;
  readonly fonts: Fonts;
}

/**
 * Where the library keeps its maps of Chinese character codes: files of its own package, as much a part of it as the
 * modules that importing it loads. It reads them itself, and only for a PDF that names one.
 */
const PACKAGE = decodeURIComponent(
  new URL(".", import.meta.resolve("pdfjs-dist/package.json")).pathname,
);

/** How the library opens any PDF: it runs nothing of it, asks nobody for anything, and finds its own files. */
export const HARMLESS = {
  cMapUrl: `${PACKAGE}cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${PACKAGE}standard_fonts/`,
  wasmUrl: `${PACKAGE}wasm/`,
  isEvalSupported: false,
  useWorkerFetch: false,
  verbosity: VerbosityLevel.ERRORS,
} as const;

/**
 * Where the library puts the fonts of a document for drawing with them: nowhere. Told that there is no such place it would
 * work out the outline of every glyph, which costs as much as all the rest.
 */
const rules = { sheet: { cssRules: [], insertRule: () => 0 }, remove: () => undefined };
const FONT_SINK = {
  createElement: () => rules,
  documentElement: { getElementsByTagName: () => [{ append: () => undefined }] },
};

/** Pixels of the largest picture that the library decodes; at 0 it leaves them all out. */
const NO_PICTURES = 0;

/**
 * Opens a PDF without scripts, network or fonts of the machine. Pictures are left undecoded.
 * @throws DecodeError if it is encrypted or no PDF that can be read
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  expectHarmlessStreams(bytes);
  const document = await openDocument(bytes, NO_PICTURES);
  const budget = { operators: MAX_OPERATORS };
  return {
    pages: document.numPages,
    information: await readInformation(document),
    readPage: (number) => readPage(document, number, budget),
    close: () => document.destroy(),
  };
}

export async function openDocument(
  bytes: Uint8Array,
  maxPicturePixels: number,
): Promise<PDFDocumentProxy> {
  const task = getDocument({
    // The library takes what it is given for good, and the caller still needs its bytes.
    data: new Uint8Array(bytes),
    ...HARMLESS,
    useSystemFonts: false,
    disableFontFace: false,
    ownerDocument: FONT_SINK,
    maxImageSize: maxPicturePixels,
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    throw toDecodeError(error);
  }
}

function toDecodeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "PasswordException") {
    return new DecodeError(
      "encrypted",
      "expected a PDF that opens without a password, met an encrypted one; ask the agency for one that opens",
    );
  }
  return new DecodeError(
    "undecodable",
    `expected a whole PDF, met one that does not open (${error.message}); fetch it again`,
  );
}

async function readInformation(document: PDFDocumentProxy): Promise<Map<string, string>> {
  const { info } = await document.getMetadata();
  return new Map(
    Object.entries(info).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && value !== "" ? [[name, value]] : [],
    ),
  );
}

async function readPage(
  document: PDFDocumentProxy,
  number: number,
  budget: Budget,
): Promise<PdfPage> {
  try {
    const page = await document.getPage(number);
    const { width, height, matrix } = viewOf(page);
    const operators = await listOperators(page, number, budget);
    const fonts = await readFonts(page, operators);
    page.cleanup();
    return { width, height, matrix, operators, fonts };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DecodeError) throw error;
    throw new DecodeError(
      "undecodable",
      `expected page ${number} of the PDF to be whole, met a broken one (${error.message}); fetch it again`,
    );
  }
}

/** Every character set by itself, a full page has some ten thousand; forms that draw forms have no end. */
const MAX_PAGE_OPERATORS = 150_000;
/** Of all pages together. */
const MAX_OPERATORS = 1_000_000;
/** The library's own step that takes in some hundred operators at a time, while it goes on finding more. */
const TAKE_OPERATORS = "_renderPageChunk";

interface Budget {
  /** How many more may come. */
  operators: number;
}

/** The operators of a page; what has more of them than any report is given up while they are still being listed. */
function listOperators(page: PDFPageProxy, number: number, budget: Budget): Promise<OperatorList> {
  return new Promise((resolve, reject) => {
    const take: unknown = Reflect.get(page, TAKE_OPERATORS);
    let count = 0;
    if (typeof take === "function") {
      Reflect.set(page, TAKE_OPERATORS, (piece: { readonly length: number }, state: unknown) => {
        count += piece.length;
        budget.operators -= piece.length;
        if (count <= MAX_PAGE_OPERATORS && budget.operators >= 0)
          Reflect.apply(take, page, [piece, state]);
        else reject(overfull(number));
      });
    }
    page.getOperatorList({ annotationMode: AnnotationMode.DISABLE }).then(resolve, reject);
  });
}

function overfull(number: number): DecodeError {
  return new DecodeError(
    "too_large",
    `expected at most ${MAX_PAGE_OPERATORS} drawing operators on a page and ${MAX_OPERATORS} in a PDF, met more by page ${number}`,
  );
}

/** The page as it is shown: turned, and cut to what is shown of it. */
export function viewOf(page: PDFPageProxy): Pick<PdfPage, "width" | "height" | "matrix"> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const [a, b, c, d, e, f] = transform.map(Number);
  return { width, height, matrix: [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0] };
}

async function readFonts(page: PDFPageProxy, operators: OperatorList): Promise<Fonts> {
  const fonts = new Map<string, FontMetrics>();
  for (const name of listFontNames(operators)) {
    const font = await new Promise<unknown>((resolve) => {
      page.commonObjs.get(name, resolve);
    });
    fonts.set(name, readFontMetrics(font));
  }
  return fonts;
}
