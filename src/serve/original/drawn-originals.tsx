import type { Words } from "../words.ts";
import type { DrawnPage } from "./original-reader.ts";
import { keyOf, type Mark, type Marks } from "./place.ts";

/** Points, or pixels, that a box stands off the ink. */
const MARGIN = 1.5;

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A page as a picture, or its texts where they stand, with the places that were read. */
export function DrawnOriginal(given: {
  readonly drawn: DrawnPage;
  readonly marks: Marks;
  readonly words: Words;
}) {
  const { drawn, marks, words } = given;
  const { width, height, picture, texts, page, pages } = drawn;
  return (
    <svg viewBox={`0 0 ${width} ${height}`}>
      <title>{words.original.page(page, pages)}</title>
      {picture !== undefined && (
        <image href={toDataAddress("image/png", picture)} width={width} height={height} />
      )}
      {texts.map(({ text, box: [left, top, right, bottom] }) => (
        <text x={left} y={bottom - (bottom - top) * 0.2} font-size={sizeOf(text, right - left)}>
          {text}
        </text>
      ))}
      <Places marks={marks} boxes={listBoxes(marks, (mark) => boxOnPage(mark, page))} />
    </svg>
  );
}

/** A picture, the document itself or one in it, its places drawn in its own pixels. */
export function PictureOriginal(given: {
  /** Among those of the document, from 1. */
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly marks: Marks;
  readonly words: Words;
}) {
  const { number, bytes, mediaType, size, marks, words } = given;
  const boxOf = ({ locator }: Mark) =>
    "picture" in locator && locator.picture === number ? locator.box : undefined;
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`}>
      <title>{words.original.title}</title>
      <image href={toDataAddress(mediaType, bytes)} width={size.width} height={size.height} />
      <Places marks={marks} boxes={listBoxes(marks, boxOf)} />
    </svg>
  );
}

interface MarkedBox {
  readonly box: Box;
  readonly target: string;
  readonly key: string;
}

function Places({ marks, boxes }: { readonly marks: Marks; readonly boxes: readonly MarkedBox[] }) {
  return (
    <>
      {boxes.map(({ box: [left, top, right, bottom], key, target }) => (
        <a href={marks.findAddress(key)} target="_top" aria-label={target}>
          <rect
            class={marks.isWanted(key) ? "here" : "place"}
            {...(marks.isWanted(key) && { id: "here" })}
            x={left - MARGIN}
            y={top - MARGIN}
            width={right - left + 2 * MARGIN}
            height={bottom - top + 2 * MARGIN}
          />
        </a>
      ))}
    </>
  );
}

/** One box for each place: sections and cells may share one. */
function listBoxes(marks: Marks, boxOf: (mark: Mark) => Box | undefined): MarkedBox[] {
  const byKey = new Map<string, MarkedBox>();
  for (const mark of marks.all) {
    const box = boxOf(mark);
    const key = keyOf(mark.locator);
    if (box !== undefined && !byKey.has(key)) byKey.set(key, { box, key, target: mark.target });
  }
  return [...byKey.values()];
}

function boxOnPage({ locator }: Mark, page: number): Box | undefined {
  return "page" in locator && locator.page === page ? locator.box : undefined;
}

/** Points at which a text of that many characters fills its box; Latin letters take half a square. */
function sizeOf(text: string, width: number): number {
  const squares = [...text].reduce(
    (sum, character) => sum + (character.charCodeAt(0) > 0xff ? 1 : 0.5),
    0,
  );
  return Math.min(14, Math.max(4, width / Math.max(squares, 1)));
}

function toDataAddress(mediaType: string, bytes: Uint8Array): string {
  return `data:${mediaType};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")}`;
}
