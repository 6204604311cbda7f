// "<td colspan="3"><p>行政许可</p></td>"; of nested tables the innermost cells
const innermostCell = /<t[dh]\b[^>]*>((?:(?!<t[dh]\b)[\s\S])*?)<\/t[dh]>/g;
// "<span lang=EN-US>"
const tag = /<[^>]*>/g;
// "38.3296"
const number = /^\d+(?:\.\d+)?$/;

/** Every number that stands alone in a cell of the text of a printed document, in order. */
export function listPrintedNumbers(text: string): string[] {
  const cells = text.includes("<table")
    ? [...text.matchAll(innermostCell)].map((match) => withoutTags(match[1] ?? ""))
    : text.split("\n").flatMap((line) => (line.includes("\t") ? line.split("\t") : []));
  return cells.filter((cell) => number.test(cell));
}

/** What is left of HTML without its tags. */
export function withoutTags(html: string): string {
  return html.replace(tag, "").replaceAll("&nbsp;", " ").trim();
}
