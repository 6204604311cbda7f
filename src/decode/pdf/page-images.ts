import {
  AnnotationMode,
  ImageKind,
  OPS,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Box, roundBox } from "./box.ts";
import { toNumbers } from "./font-metrics.ts";
import { IDENTITY, type Matrix, mapBox, multiply } from "./matrix.ts";
import { openDocument, viewOf } from "./pdf-file.ts";

/** A picture of a page in pixels. */
export interface PageImage {
  /** Where it stands on the page. */
  readonly box: Box;
  /** From the picture's own space, a square of 1 with its origin at the lower left, to points of the page. */
  readonly matrix: Matrix;
  readonly width: number;
  readonly height: number;
  /** Rows from the top; `channels` bytes a pixel, red, green, blue and opacity, or one of grey. */
  readonly pixels: Uint8Array;
  readonly channels: 1 | 3 | 4;
  /** True if white pixels of it let through what is below, as of a stencil. */
  readonly isStencil: boolean;
}

/** A PDF that is open for its pictures. */
export interface PdfImages {
  /**
   * Decodes the pictures of one page, in the order in which they are drawn; one too large or broken is left out.
   * @param page counts from 1
   */
  read(page: number): Promise<PageImage[]>;
  close(): Promise<void>;
}

/** An A3 page at 400 dots an inch has 31 million. */
const MAX_PIXELS = 64_000_000;

/**
 * Opens a PDF for its pictures, which reading its text leaves undecoded.
 * @throws DecodeError if the PDF does not open
 */
export async function openPdfImages(bytes: Uint8Array): Promise<PdfImages> {
  const document = await openDocument(bytes, MAX_PIXELS);
  return {
    read: (page) => readImages(document, page),
    close: () => document.destroy(),
  };
}

async function readImages(document: PDFDocumentProxy, number: number): Promise<PageImage[]> {
  const page = await document.getPage(number);
  const images: PageImage[] = [];
  for (const place of await listPlaces(page)) {
    const image = await readImage(page, place);
    if (image !== undefined) images.push(image);
  }
  page.cleanup();
  return images;
}

interface Place {
  readonly matrix: Matrix;
  /** The picture itself, or the name under which the page keeps it. */
  readonly source: unknown;
  readonly isStencil: boolean;
}

/** Follows the matrix of the page's operators to its pictures. */
async function listPlaces(page: PDFPageProxy): Promise<Place[]> {
  const { fnArray, argsArray } = await page.getOperatorList({
    annotationMode: AnnotationMode.DISABLE,
  });
  const places: Place[] = [];
  const saved: Matrix[] = [];
  let { matrix }: { matrix: Matrix } = viewOf(page);
  fnArray.forEach((operator, index) => {
    const operands: readonly unknown[] = argsArray[index] ?? [];
    switch (operator) {
      case OPS.save:
        saved.push(matrix);
        break;
      case OPS.paintFormXObjectBegin:
        saved.push(matrix);
        matrix = multiply(matrix, toMatrix(operands[0]));
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        matrix = saved.pop() ?? matrix;
        break;
      case OPS.transform:
        matrix = multiply(matrix, toMatrix(operands));
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
        places.push({ matrix, source: operands[0], isStencil: false });
        break;
      case OPS.paintImageMaskXObject:
        places.push({ matrix, source: operands[0], isStencil: true });
        break;
      default:
    }
  });
  return places;
}

function toMatrix(value: unknown): Matrix {
  const [a, b, c, d, e, f] = toNumbers(value);
  return f === undefined ? IDENTITY : [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f];
}

async function readImage(
  page: PDFPageProxy,
  { matrix, source, isStencil }: Place,
): Promise<PageImage | undefined> {
  const image = typeof source === "string" ? await findObject(page, source) : source;
  if (typeof image !== "object" || image === null) return undefined;
  const { width, height, kind, ...rest } = image as Readonly<Record<string, unknown>>;
  // A stencil names its bits, which the page keeps as it keeps pictures.
  const data = typeof rest.data === "string" ? await findBits(page, rest.data) : rest.data;
  if (typeof width !== "number" || typeof height !== "number" || !ArrayBuffer.isView(data)) {
    return undefined;
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const place = { box: roundBox(mapBox(matrix, [0, 0, 1, 1])), matrix, width, height, isStencil };
  if (isStencil || kind === ImageKind.GRAYSCALE_1BPP) {
    return { ...place, pixels: spreadBits(bytes, width, height), channels: 1 };
  }
  return { ...place, pixels: bytes, channels: kind === ImageKind.RGB_24BPP ? 3 : 4 };
}

async function findBits(page: PDFPageProxy, name: string): Promise<unknown> {
  const bits = await findObject(page, name);
  return typeof bits === "object" && bits !== null && "data" in bits ? bits.data : undefined;
}

/** Pictures that several pages share are kept with the document's objects. */
function findObject(page: PDFPageProxy, name: string): Promise<unknown> {
  const objects = name.startsWith("g_") ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    objects.get(name, resolve);
  });
}

/** Eight pixels a byte to one, each row beginning with a byte of its own. */
function spreadBits(bits: Uint8Array, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const rowBytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = bits[y * rowBytes + (x >> 3)] ?? 0;
      pixels[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return pixels;
}
