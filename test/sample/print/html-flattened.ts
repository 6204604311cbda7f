import { type Dress, escapeHtml } from "./html-dress.ts";
import type { PrintedCell } from "./page.ts";

const one = (text: string): string => escapeHtml(text.replaceAll("\n", ""));
const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>\n`;

/** A body whose tables were lost: only the order of their texts tells what stood where. */
function flattened(row: (texts: readonly string[]) => string): Dress {
  return {
    heading: paragraph,
    paragraph,
    table: (table) => table.rows.map((cells) => row(cells.map(textOf))).join("\n"),
  };
}

const textOf = (cell: PrintedCell): string => one(cell.text);

/** Each cell a paragraph. */
export const cellParagraphDress: Dress = flattened((texts) =>
  texts.map((text) => `<p>${text}</p>`).join(""),
);

/** Each row a block of blocks. */
export const blockDress: Dress = flattened(
  (texts) => `<div class="r">${texts.map((text) => `<div>${text}</div>`).join("")}</div>`,
);

/** Cells between bars, as text copied from a preview. */
export const barDress: Dress = flattened((texts) => `<p>${texts.join("|")}</p>`);

/** A table in Markdown. */
export const markdownDress: Dress = flattened(
  (texts) => `<p>| ${texts.join(" | ")} |</p><p>|${"---|".repeat(texts.length)}</p>`,
);

/** Cells between blanks. */
export const blankDress: Dress = flattened((texts) => `<p>${texts.join(" ")}</p>`);

/** Cells on lines of one preformatted block. */
export const preformattedDress: Dress = flattened((texts) => `<pre>${texts.join("\n")}</pre>`);
