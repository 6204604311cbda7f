import type { ReadingAids, Recogniser } from "../model/recogniser.ts";
import type { Block, Scope, Transcript } from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import { findPictureFormat } from "./scan/picture-bytes.ts";

/** Pictures of one document that are read; each takes seconds. */
const MAX_PICTURES = 60;

/** "data:image/png;base64,iVBORw0..." */
const INLINE = /^data:image\/[\w.+-]+(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)$/i;

/** A file that is a picture: what it says, or the picture as it is where nothing in it is made out. */
export async function transcribePicture(bytes: Uint8Array, aids: ReadingAids): Promise<Transcript> {
  const picture: Block = { kind: "picture", source: "", locator: { paragraph: 1 } };
  const transcript: Transcript = {
    title: undefined,
    metadata: new Map(),
    blocks: [picture],
    links: [],
    scopes: [],
  };
  if (aids.recogniser === undefined) return transcript;
  const { readPicture } = await import("./scan/picture-blocks.ts");
  const blocks = await readPicture(bytes, 1, aids.recogniser);
  return { ...transcript, blocks: blocks ?? [picture] };
}

/** The bytes of a picture by the address that the document has for it. */
type FindPicture = (source: string) => Uint8Array | undefined;

/**
 * Puts what pictures say in their place, where their bytes are at hand; the others stay pictures.
 * @param findOwn finds pictures that the document holds itself
 */
export async function readPictures(
  transcript: Transcript,
  aids: ReadingAids,
  findOwn: FindPicture = findInline,
): Promise<Transcript> {
  const { recogniser } = aids;
  if (recogniser === undefined) return transcript;
  const found: (readonly Block[])[] = [];
  let [number, read] = [0, 0];
  for (const block of transcript.blocks) {
    if (block.kind !== "picture") {
      found.push([block]);
      continue;
    }
    number += 1;
    const bytes = aids.pictures?.get(block.source) ?? findOwn(block.source);
    const said =
      bytes === undefined || read >= MAX_PICTURES
        ? undefined
        : await maybeRead(bytes, number, recogniser);
    read += Number(said !== undefined);
    found.push(said ?? [block]);
  }
  return { ...transcript, blocks: found.flat(), scopes: moveScopes(transcript.scopes, found) };
}

function findInline(source: string): Uint8Array | undefined {
  const inline = INLINE.exec(source)?.[1];
  return inline === undefined ? undefined : Buffer.from(inline, "base64");
}

/** Undefined for an ornament, a photograph, and a picture that cannot be decoded: a page is more than its pictures. */
async function maybeRead(
  bytes: Uint8Array,
  number: number,
  recogniser: Recogniser,
): Promise<Block[] | undefined> {
  if (findPictureFormat(bytes) === undefined) return undefined;
  const { isWorthReading, readPicture } = await import("./scan/picture-blocks.ts");
  try {
    return isWorthReading(bytes) ? await readPicture(bytes, number, recogniser) : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** Scopes count blocks, of which there are more now. */
function moveScopes(
  scopes: readonly Scope[],
  found: readonly (readonly Block[])[],
): readonly Scope[] {
  const starts: number[] = [0];
  for (const blocks of found) starts.push((starts.at(-1) ?? 0) + blocks.length);
  return scopes.map(({ first, last }) => ({
    first: starts[first] ?? first,
    last: (starts[last + 1] ?? last + 1) - 1,
  }));
}
