/** "a | b", which would end a cell of a table */
const BAR = /\|/g;

/** A table of GitHub's Markdown, as lines. */
export function toTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(BAR, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** A name as it stands in the database. */
export const toCode = (name: string): string => `\`${name}\``;
