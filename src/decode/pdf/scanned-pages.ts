import type { Recogniser } from "../../model/recogniser.ts";
import type { Block, TableCell } from "../../model/transcript.ts";
import { readScan } from "../scan/scan-page.ts";
import { areaOf, type Box, holdsCentre } from "./box.ts";
import { paintPage } from "./page-canvas.ts";
import type { PageDrawing } from "./page-drawing.ts";
import { openPdfImages, type PdfImages } from "./page-images.ts";

/** Pages of one document whose pictures are read; each takes seconds. */
const MAX_PAGES = 60;
/** Share of a page that its pictures cover, and characters beside them, for it to be a scan. */
const MIN_COVER = 0.5;
const MAX_CHARACTERS = 60;

/** A part of a page whose text a machine made out. */
interface Recognised {
  readonly page: number;
  readonly box: Box;
  /** Where a box of the drawing stands on the page. */
  readonly toPage: (box: Box) => Box;
}

/** Pages as they are drawn, and what of them was made out in pictures. */
export interface ReadPages {
  readonly drawings: readonly PageDrawing[];
  readonly recognised: readonly Recognised[];
}

/**
 * Makes out what stands in the pictures of pages. A page that is nothing but pictures is read whole; on a page of text only
 * a picture with a table in it is. Pages whose text is drawn as shapes stay as they are.
 */
export async function readScannedPages(
  bytes: Uint8Array,
  drawings: readonly PageDrawing[],
  recogniser: Recogniser,
): Promise<ReadPages> {
  const due = drawings.filter(({ pictures }) => pictures.length > 0).slice(0, MAX_PAGES);
  if (due.length === 0) return { drawings, recognised: [] };
  const images = await openPdfImages(bytes);
  try {
    const read = new Map<PageDrawing, { drawing: PageDrawing; recognised: Recognised }>();
    for (const drawing of due) {
      const found = await readPictures(images, drawing, recogniser);
      if (found !== undefined) read.set(drawing, found);
    }
    return {
      drawings: drawings.map((drawing) => read.get(drawing)?.drawing ?? drawing),
      recognised: [...read.values()].map(({ recognised }) => recognised),
    };
  } finally {
    await images.close();
  }
}

async function readPictures(
  images: PdfImages,
  drawing: PageDrawing,
  recogniser: Recogniser,
): Promise<{ drawing: PageDrawing; recognised: Recognised } | undefined> {
  const canvas = paintPage(await images.read(drawing.page), drawing);
  if (canvas === undefined) return undefined;
  const { picture, pointsAPixel, box } = canvas;
  const scan = await readScan({ picture, pointsAPixel, page: drawing.page }, recogniser);
  const isWanted = isScan(drawing) ? scan.characters > 0 : scan.tables > 0;
  if (!isWanted) return undefined;
  const [left, top] = box;
  const shift = (inner: Box): Box => [
    inner[0] + left,
    inner[1] + top,
    inner[2] + left,
    inner[3] + top,
  ];
  const { glyphs, rules } = scan.drawing;
  return {
    drawing: {
      ...drawing,
      glyphs: [...drawing.glyphs, ...glyphs.map((glyph) => ({ ...glyph, box: shift(glyph.box) }))],
      rules: [
        ...drawing.rules,
        ...rules.map((rule) => {
          const [along, at] = rule.direction === "across" ? [left, top] : [top, left];
          return { ...rule, at: rule.at + at, from: rule.from + along, to: rule.to + along };
        }),
      ],
      pictures: [],
    },
    recognised: {
      page: drawing.page,
      box,
      toPage: (inner) => {
        const [x0, y0, x1, y1] = inner;
        return shift(scan.toPicture([x0 - left, y0 - top, x1 - left, y1 - top]));
      },
    },
  };
}

function isScan({ width, height, pictures, glyphs }: PageDrawing): boolean {
  const covered = pictures.reduce((sum, box) => sum + areaOf(box), 0);
  return covered >= MIN_COVER * width * height && glyphs.length <= MAX_CHARACTERS;
}

/** Marks what was made out by a machine, and says where it stands on the page as it is. */
export function markRecognised(
  blocks: readonly Block[],
  recognised: readonly Recognised[],
): Block[] {
  if (recognised.length === 0) return [...blocks];
  return blocks.map((block) => {
    if (block.kind === "picture") return block;
    if (block.kind === "paragraph") return mark(block, recognised);
    const rows = block.rows.map((row) => ({
      cells: row.cells.map((cell) => mark(cell, recognised)),
    }));
    return { ...block, rows };
  });
}

type Located = Extract<Block, { kind: "paragraph" }> | TableCell;

function mark<Part extends Located>(part: Part, recognised: readonly Recognised[]): Part {
  const { locator } = part;
  if (!("page" in locator)) return part;
  const from = recognised.find(
    ({ page, box }) => page === locator.page && holdsCentre(box, locator.box),
  );
  if (from === undefined) return part;
  const box = from.toPage(locator.box);
  return { ...part, isRecognised: true, locator: { page: locator.page, box } };
}
