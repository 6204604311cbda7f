import type { Locator } from "../../src/model/locator.ts";
import type { Block, TableCell } from "../../src/model/transcript.ts";

/** Blocks as lines to compare: "p3 text" for a paragraph, "t [cell@place] […]" for a row of a table, "i source". */
export function outlineOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "picture") return [`i ${block.source}`];
    if (block.kind === "table")
      return block.rows.map((row) => `t ${row.cells.map(cell).join(" ")}`);
    const level = block.level === undefined ? "" : `h${block.level} `;
    return [`p${place(block.locator)} ${level}${block.text}`];
  });
}

function cell({ text, columnSpan, rowSpan, locator }: TableCell): string {
  const spans = columnSpan > 1 || rowSpan > 1 ? ` ${columnSpan}x${rowSpan}` : "";
  return `[${text.replaceAll("\n", "⏎")}@${place(locator)}${spans}]`;
}

function place(locator: Locator): string {
  if ("table" in locator) return `${locator.table}.${locator.row}.${locator.column}`;
  if ("paragraph" in locator) return String(locator.paragraph);
  if ("line" in locator) {
    return locator.field === undefined ? String(locator.line) : `${locator.line}.${locator.field}`;
  }
  return "page" in locator ? `page ${locator.page}` : `picture ${locator.picture}`;
}
