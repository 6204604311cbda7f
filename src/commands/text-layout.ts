/**
 * Characters that take two columns of a terminal: CJK, its punctuation, full-width forms. The same as cli-table3
 * counts, as far as the forms print them: “ and ” take one.
 */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u;
/** What picocolors puts around a word: ESC [31m */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins a colour
const COLOR = /\u001B\[\d+m/g;

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(COLOR, "")) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Cuts a text to so many columns, with … for what is gone. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (displayWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Lines of at most so many columns each, broken between any two characters, as Chinese is. */
export function breakAnywhere(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    if (line !== "" && displayWidth(line + character) > width) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  return line === "" ? lines : [...lines, line];
}

/** What stays together on a line: "word", "（办", "理。", "  " */
const PIECE =
  /[^\s\u2E80-\uFFEF]+|[（“《〔]*[\u2E80-\uFFEF][，。；：、！？）”》〕]*|[\u2E80-\uFFEF]|\s+/gu;

/**
 * A text broken into lines of at most so many columns, the second and later ones indented: between words, and between
 * any two Chinese characters. An address or a word that is longer stands alone and whole. Without columns it stays as it is.
 */
export function fold(text: string, columns: number | undefined, indent = ""): string {
  if (columns === undefined) return text;
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECE) ?? []) {
    if (line.trim() !== "" && displayWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = indent + piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()].join("\n");
}

/** Rows of cells as lines: the first column begins at the left, all others end at the right of theirs. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = " ".repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)));
        return column === 0 ? cell + space : space + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}
