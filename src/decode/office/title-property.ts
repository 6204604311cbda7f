import type { Transcript } from "../../model/transcript.ts";
import { foldWhiteSpace } from "../white-space.ts";

/** A title stands within the first lines, or nowhere. */
const MAX_TEXTS = 60;
const WHITE_SPACE = /\s+/g;

/**
 * Adds a file's title property to its transcript. Files are written over last year's, or a neighbour's, and keep that
 * title; so it counts as the document's own only where the document prints it, and is metadata (`title-property`) else.
 */
export function withTitleProperty(transcript: Transcript, property: string): Transcript {
  const title = foldWhiteSpace(property);
  if (title === "") return transcript;
  const isPrinted = listTexts(transcript).join("").includes(withoutBlanks(title));
  if (isPrinted) return { ...transcript, title };
  return { ...transcript, metadata: new Map([...transcript.metadata, ["title-property", title]]) };
}

function listTexts({ blocks }: Transcript): string[] {
  const texts = blocks.slice(0, MAX_TEXTS).flatMap((block) => {
    if (block.kind === "picture") return [];
    if (block.kind === "paragraph") return [block.text];
    return block.rows.slice(0, MAX_TEXTS).flatMap((row) => row.cells.map(({ text }) => text));
  });
  return texts.slice(0, MAX_TEXTS).map(withoutBlanks);
}

const withoutBlanks = (text: string): string => text.replace(WHITE_SPACE, "");
