import type { Recogniser } from "../../model/recogniser.ts";
import type { Block, TableCell } from "../../model/transcript.ts";
import { transcribePages } from "../pdf/pages.ts";
import { decodePicture, readPictureSize } from "./picture-bytes.ts";
import { type ReadScan, readScan } from "./scan-page.ts";

/** Points. Width of an A4 page, which the tables of a report fill. */
const PAGE_WIDTH = 595;
/** Points a pixel of a screen, the coarsest that pictures of text are made at. */
const SCREEN = 0.75;
/** Pixels. Smaller pictures are ornaments, codes and buttons. */
const MIN_WIDTH = 200;
const MIN_HEIGHT = 80;
/** Characters without a table that are text, and not what a machine sees in a photograph. */
const MIN_CHARACTERS = 30;

/** True for a picture that is large enough to be a table or a page. */
export function isWorthReading(bytes: Uint8Array): boolean {
  const { width, height } = readPictureSize(bytes);
  return width >= MIN_WIDTH && height >= MIN_HEIGHT;
}

/**
 * What a picture says, as blocks; undefined if it holds neither a table nor text.
 * @param number counts the pictures of the document from 1
 * @throws DecodeError if the picture cannot be decoded
 */
export async function readPicture(
  bytes: Uint8Array,
  number: number,
  recogniser: Recogniser,
): Promise<Block[] | undefined> {
  const picture = decodePicture(bytes);
  const pointsAPixel = Math.min(SCREEN, PAGE_WIDTH / picture.width);
  const scan = await readScan({ picture, pointsAPixel, page: 1 }, recogniser);
  if (scan.tables === 0 && scan.characters < MIN_CHARACTERS) return undefined;
  const blocks = transcribePages([scan.drawing]);
  return blocks.map((block) => locate(block, number, scan, pointsAPixel));
}

function locate(block: Block, number: number, scan: ReadScan, pointsAPixel: number): Block {
  if (block.kind === "picture") return block;
  const move = <Part extends Exclude<Block, { rows: unknown }> | TableCell>(part: Part): Part => {
    if (!("page" in part.locator)) return part;
    const [left, top, right, bottom] = scan
      .toPicture(part.locator.box)
      .map((edge) => Math.round(edge / pointsAPixel));
    const box = [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0] as const;
    return { ...part, isRecognised: true, locator: { picture: number, box } };
  };
  if (block.kind === "paragraph") return move(block);
  return { ...block, rows: block.rows.map((row) => ({ cells: row.cells.map(move) })) };
}
