import type { Words } from "../words.ts";
import type { Bench } from "../workbench.ts";
import { PictureOriginal } from "./drawn-originals.tsx";
import { listPictureSources } from "./markup-original.ts";
import type { FoundPicture } from "./original-reader.ts";
import type { Marks } from "./place.ts";

/** A page of more is shown without the rest. */
const MAX_PICTURES = 60;
const MAX_BYTES = 48 * 1024 * 1024;
/** "data:image/png;base64,iVBOR…" */
const INLINE = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]+)$/i;

export interface PageWithPictures {
  readonly pages: readonly string[];
  readonly marks: Marks;
  readonly words: Words;
  /** SHA-256 of the archived pictures, by their addresses as written. */
  readonly archived: ReadonlyMap<string, string>;
}

/** The pictures of a page that were archived with it or lie in it, with the places that were read in them; by number. */
export async function drawPictures(
  bench: Bench,
  { pages, marks, words, archived }: PageWithPictures,
): Promise<ReadonlyMap<number, string>> {
  const drawn = new Map<number, string>();
  const isRead = marks.all.some(({ locator }) => "picture" in locator);
  if (!isRead && archived.size === 0) return drawn;
  let bytesLeft = MAX_BYTES;
  for (const [index, source] of listPictureSources(pages).entries()) {
    const picture = await findPicture(bench, source, archived.get(source));
    bytesLeft -= picture?.bytes.length ?? 0;
    if (drawn.size === MAX_PICTURES || bytesLeft < 0) break;
    if (picture === undefined) continue;
    const shown = <PictureOriginal number={index + 1} {...picture} marks={marks} words={words} />;
    drawn.set(index + 1, String(shown));
  }
  return drawn;
}

/** Undefined for what is not at hand, and for what no browser should be given as a picture. */
async function findPicture(
  bench: Bench,
  source: string,
  sha256: string | undefined,
): Promise<FoundPicture | undefined> {
  try {
    const inline = INLINE.exec(source)?.[1];
    const own = inline === undefined ? undefined : Buffer.from(inline, "base64");
    const bytes = sha256 === undefined ? own : await bench.archive.get(sha256);
    if (bytes === undefined) return undefined;
    const opened = await bench.originals.open(bytes, "");
    return opened.kind === "picture" ? { ...opened, bytes } : undefined;
  } catch {
    return undefined;
  }
}
