import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import {
  listFigures,
  type PrintedCell,
  type PrintedDocument,
  type PrintedPage,
  type PrintedTable,
} from "./page.ts";
import { printCellLines } from "./text.ts";

/** The media type of a Word document. */
export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * A page as a Word document with merged cells.
 * @param titleProperty what the file says of itself, apart from what it prints
 */
export async function printDocx(
  page: PrintedPage,
  titleProperty = page.title.join(""),
): Promise<PrintedDocument> {
  const children = [
    ...page.title.map((text) => new Paragraph({ text, heading: HeadingLevel.TITLE })),
    ...page.sections.flatMap(({ heading, paragraphs, tables }) => [
      new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
      ...paragraphs.map((text) => new Paragraph({ children: runs(text) })),
      // Word joins tables that no paragraph parts.
      ...tables.flatMap((table) => [toTable(table), new Paragraph("")]),
    ]),
  ];
  const document = new Document({ title: titleProperty, sections: [{ children }] });
  return {
    bytes: new Uint8Array(await Packer.toBuffer(document)),
    contentType: DOCX_TYPE,
    extension: ".docx",
    text: printCellLines(page).text,
    figures: listFigures(page),
    printsDate: false,
  };
}

function toTable(table: PrintedTable): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: table.rows.map((row) => new TableRow({ children: row.map(toCell) })),
  });
}

function toCell({ text, columnSpan, rowSpan }: PrintedCell): TableCell {
  const children = text.split("\n").map((line) => new Paragraph({ children: runs(line) }));
  return new TableCell({ columnSpan, rowSpan, children });
}

// "12", "年"
const pieceOfText = /[0-9]+|[^0-9]+/g;

/** Word parts digits from Chinese, which are in another font. */
function runs(text: string): TextRun[] {
  return (text.match(pieceOfText) ?? []).map((piece) => new TextRun(piece));
}
