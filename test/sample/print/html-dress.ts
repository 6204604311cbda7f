import type { PrintedCell, PrintedTable } from "./page.ts";

/** How an editor wrote the body of a page. */
export interface Dress {
  heading(text: string): string;
  paragraph(text: string): string;
  table(table: PrintedTable): string;
}

/** Plain elements, right spans, no attributes beyond them. */
export const cleanDress: Dress = {
  heading: (text) => `<h2>${escapeHtml(text)}</h2>\n`,
  paragraph: (text) => `<p>${escapeHtml(text)}</p>\n`,
  table: (table) =>
    tableHtml(table, "<table>", (cell) => {
      const tag = cell.kind === "header" || cell.kind === "caption" ? "th" : "td";
      return `<${tag}${spans(cell)}>${lines(cell.text)}</${tag}>`;
    }),
};

/** Every text in a paragraph of its own, also inside cells, as a web editor's paste leaves it. */
export const paragraphDress: Dress = {
  heading: (text) => `<p style="text-indent: 2em;"><strong>${escapeHtml(text)}</strong></p>\n`,
  paragraph: (text) => `<p style="text-indent: 2em;">${escapeHtml(text)}</p>\n`,
  table: (table) =>
    tableHtml(
      table,
      '<table cellspacing="0" cellpadding="0" border="1" align="center">',
      (cell) => `<td${spans(cell)} valign="center"><p align="center">${lines(cell.text)}</p></td>`,
    ),
};

/** How much inline style a paste from Word carries: 1 little, 3 the whole of it. */
export type WordGrade = 1 | 2 | 3;

const wordFonts: Readonly<Record<WordGrade, string>> = {
  1: "font-size:10.5pt",
  2: "font-family:宋体;mso-bidi-font-family:宋体;font-size:10.5pt;color:#333333",
  3: "mso-spacerun:'yes';font-family:仿宋_GB2312;mso-ascii-font-family:Calibri;mso-hansi-font-family:Calibri;mso-bidi-font-family:'Times New Roman';color:rgb(51,51,51);font-size:10.5000pt;mso-font-kerning:1.0000pt",
};

const wordCells: Readonly<Record<WordGrade, string>> = {
  1: "border:solid 1px",
  2: "border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt",
  3: "padding:0.0000pt 5.4000pt 0.0000pt 5.4000pt;border-left:none;mso-border-left-alt:none;border-right:1.0000pt solid windowtext;mso-border-right-alt:0.5000pt solid windowtext;border-top:none;border-bottom:1.0000pt solid windowtext;mso-border-bottom-alt:0.5000pt solid windowtext",
};

/** A paste from Word: a span for each digit or piece, empty o:p, blanks as &nbsp;, comments. */
export function wordDress(grade: WordGrade): Dress {
  const pieces = (text: string) => wordPieces(text, wordFonts[grade]);
  return {
    heading: (text) =>
      `<p class=MsoNormal style="text-indent:32.0pt"><b>${pieces(text)}</b><o:p></o:p></p>\n`,
    paragraph: (text) =>
      `<p class=MsoNormal style="text-indent:32.0pt;line-height:28.0pt">&nbsp;&nbsp;${pieces(text)}<span lang=EN-US><o:p></o:p></span></p>\n`,
    table: (table) =>
      `<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><!--[if !supportMisalignedColumns]--><!--EndFragment-->${tableHtml(
        table,
        '<table class=MsoTableGrid border=1 cellspacing=0 style="border-collapse:collapse;mso-table-layout-alt:fixed">',
        (cell) =>
          `<td width=${60 * cell.columnSpan}${spans(cell)} style="${wordCells[grade]}"><p class=MsoNormal align=center style="text-align:center"><span><p>${pieces(cell.text)}</p></span><span style="${wordFonts[grade]}"><o:p></o:p></span></p></td>`,
      )}`,
  };
}

// "本年制发件数", "12.5", "（一）"
const pieceOfText = /[0-9]|[^0-9\n]+|\n/g;

function wordPieces(text: string, font: string): string {
  const pieces = text.match(pieceOfText) ?? [];
  if (pieces.length === 0) return `<span lang=EN-US style="${font}">&nbsp;</span>`;
  return pieces
    .map((piece) =>
      piece === "\n" ? "<br>" : `<span lang=EN-US style="${font}">${escapeHtml(piece)}</span>`,
    )
    .join("");
}

function tableHtml(
  table: PrintedTable,
  open: string,
  cellHtml: (cell: PrintedCell) => string,
): string {
  const rows = table.rows.map((row) => `<tr>${row.map(cellHtml).join("")}</tr>`);
  return `${open}<tbody>\n${rows.join("\n")}\n</tbody></table>\n`;
}

function spans({ columnSpan, rowSpan }: PrintedCell): string {
  const across = columnSpan > 1 ? ` colspan="${columnSpan}"` : "";
  return rowSpan > 1 ? `${across} rowspan="${rowSpan}"` : across;
}

function lines(text: string): string {
  return text.split("\n").map(escapeHtml).join("<br>");
}

/** Text made safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
