import type { TableCell, Transcript } from "../../../src/model/transcript.ts";

/** A transcript as a person compares it: a line for each paragraph, a list of lines for each table. */
export function outline({ blocks }: Pick<Transcript, "blocks">): (string | string[])[] {
  return blocks.map((block) => {
    if (block.kind === "paragraph") return block.text;
    if (block.kind === "picture") return `[${block.source}]`;
    return block.rows.map((row) => row.cells.map(cellText).join(" | "));
  });
}

/** Width by height after the text of a merged cell. */
function cellText({ text, columnSpan, rowSpan }: TableCell): string {
  const line = text.replaceAll("\n", "⏎");
  return columnSpan * rowSpan === 1 ? line : `${line} (${columnSpan}×${rowSpan})`;
}
