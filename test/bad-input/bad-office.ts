import { strToU8, zipSync } from "fflate";
import { cell, paragraph, run, table } from "../decode/office/word-package.ts";
import { type BadDocument, type Ending, victim } from "./bad-document.ts";
import {
  encrypted,
  encryptedDoc,
  encryptedXls,
  patch,
  ringDirectory,
  ringList,
  ringTable,
  ringXls,
  unknownOle,
} from "./bad-ole.ts";
import {
  countLie,
  encryptedZip,
  entityBomb,
  manyFiles,
  nestWord,
  overlapping,
  styleRing,
  wordOf,
} from "./bad-packages.ts";
import {
  emptyFarRows,
  farCell,
  farRows,
  hugeMerges,
  manyColumns,
  manySheets,
  sharedStrings,
  sheetOf,
} from "./bad-sheets.ts";
import { cut, docx, kept, xls, xlsx } from "./good-office.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const DOC = "application/msword";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ZIP = "application/zip";
const MANY = 100_000;
const MEGABYTE = 1024 * 1024;
const of =
  (contentType: string) =>
  (name: string, make: BadDocument["make"], ...ends: readonly Ending[]): BadDocument => ({
    name,
    contentType,
    make,
    ends,
  });
const word = of(DOCX);
const oldWord = of(DOC);
const sheet = of(XLSX);
const archive = of(ZIP);

/** Word documents of both kinds, workbooks of both kinds, and archives. */
export const badOffice: readonly BadDocument[] = [
  word("a Word document with a password", () => encrypted(), "encrypted"),
  sheet("a workbook with a password", () => encrypted(), "encrypted"),
  oldWord("an old Word document with a password", encryptedDoc, "encrypted"),
  of("application/vnd.ms-excel")("an old workbook with a password", encryptedXls, "encrypted"),
  archive("an archive with a password", encryptedZip, "encrypted"),
  word("half a Word document", async () => cut(await docx(), 0.5), "undecodable"),
  oldWord("half an old Word document", () => cut(kept("distinct.doc"), 0.5), "undecodable"),
  sheet("half a workbook", () => cut(xlsx(), 0.5), "undecodable"),
  sheet("half an old workbook", () => cut(xls(), 0.5), "undecodable"),
  oldWord(
    "the first 600 bytes of an old Word document",
    () => cut(kept("distinct.doc"), 0.01),
    "undecodable",
  ),
  sheet("a Word document called .xlsx", docx, "whole report"),
  oldWord("a workbook called .doc", xlsx, "whole report"),
  of("application/pdf")("a Word document called .pdf", docx, "whole report"),
  word("10,000 tables", () => wordOf(table([cell(paragraph("1"))]).repeat(10_000)), "too_large"),
  word(
    "1,990 tables after a report's title",
    () => wordOf(paragraph(victim.title) + table([cell(paragraph("1"))]).repeat(1_990)),
    "no report",
    "too_large",
  ),
  word(
    "tables nested 100,000 deep",
    () => wordOf(nestWord("<w:tbl><w:tr><w:tc>")),
    "too_deep",
    "too_large",
  ),
  word("tables nested 150 deep", () => wordOf(nestWord("<w:tbl><w:tr><w:tc>", 150)), "too_deep"),
  word("100,000 runs nested in each other", () => wordOf(nestWord("<w:r>")), "too_deep"),
  word(
    "300,000 runs in a paragraph",
    () => wordOf(`<w:p>${run("1").repeat(3 * MANY)}</w:p>`),
    "too_large",
    "no report",
  ),
  word("a million empty paragraphs", () => wordOf("<w:p/>".repeat(10 * MANY)), "too_large"),
  word(
    "a cell of 10 MB",
    () => wordOf(table([cell(paragraph("1".repeat(10 * MEGABYTE)))])),
    "too_large",
    "no report",
  ),
  word(
    "a row of 100,000 cells",
    () => wordOf(table(Array(MANY).fill(cell(paragraph("1"))))),
    "too_large",
  ),
  word(
    "a cell over a milliard columns",
    () => wordOf(table([cell(paragraph("1"), '<w:gridSpan w:val="1000000000"/>')])),
    "no report",
  ),
  word(
    "40,000 cells merged downwards",
    () => wordOf(table(...Array(40_000).fill([cell(paragraph("1"), "<w:vMerge/>")]))),
    "no report",
  ),
  word("entities that name each other", entityBomb, "no report"),
  word("styles based on each other in a ring", styleRing, "no report"),
  word(
    "12 MB of zeros packed to a thousandth",
    () => zipSync({ "word/document.xml": new Uint8Array(12 * MEGABYTE) }),
    "too_large",
  ),
  word(
    "XML of 40 MB",
    () => zipSync({ "word/document.xml": new Uint8Array(40 * MEGABYTE) }),
    "too_large",
  ),
  archive("60,000 files in an archive", manyFiles, "too_large"),
  archive(
    "an archive in an archive in an archive",
    () => zipSync({ "a.zip": zipSync({ "b.zip": zipSync({ "c.txt": strToU8("文") }) }) }),
    "unsupported_format",
  ),
  archive(
    "an archive whose files all lie at one place",
    overlapping,
    "too_large",
    "undecodable",
    "unsupported_format",
  ),
  archive(
    "an archive that names 65,535 files and holds none",
    countLie,
    "too_large",
    "undecodable",
  ),
  sheet("a workbook with a cell at XFD1048576", () => farCell(), "too_large", "no report"),
  sheet(
    "a workbook of a million cells in a row",
    () => sheetOf(`<row r="1">${"<c><v>1</v></c>".repeat(7 * MANY)}</row>`),
    "too_large",
  ),
  sheet("a workbook of 10,000 rows, each with a cell at XFD", () => farRows(), "too_large"),
  sheet(
    "a workbook of 10,000 rows, each with an empty cell at XFD",
    () => emptyFarRows(),
    "too_large",
    "no report",
    "empty",
  ),
  sheet(
    "a workbook of 200,000 rows",
    () =>
      sheetOf(
        Array.from(
          { length: 2 * MANY },
          (_, row) => `<row r="${row + 1}"><c><v>1</v></c></row>`,
        ).join(""),
      ),
    "too_large",
  ),
  sheet(
    "a workbook whose row says it is number four milliard",
    () => sheetOf('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>'),
    "too_large",
    "no report",
    "empty",
  ),
  sheet("a workbook with merged cells all over each other", () => hugeMerges(), "too_large"),
  sheet(
    "a workbook whose columns are described 50,000 times",
    () => manyColumns(),
    "no report",
    "too_large",
  ),
  sheet("a workbook whose text stands in 800,000 empty strings", sharedStrings, "empty"),
  sheet(
    "a workbook of XML nested 100,000 deep",
    () => sheetOf("<row>".repeat(MANY)),
    "no report",
    "too_deep",
    "undecodable",
    "empty",
  ),
  sheet(
    "a cell of 10 MB in a workbook",
    () => sheetOf(`<row r="1"><c t="str"><v>${"1".repeat(10 * MEGABYTE)}</v></c></row>`),
    "no report",
    "too_large",
  ),
  sheet("a workbook of 1,000 sheets that are one", manySheets, "no report", "too_large"),
  oldWord("an OLE file whose allocation table runs in a ring", ringTable, "undecodable"),
  oldWord("an OLE file whose directory runs in a ring", ringDirectory, "undecodable"),
  oldWord(
    "an OLE file of four milliard sectors",
    () => patch(kept("distinct.doc"), 44, 0xffffffff),
    "undecodable",
  ),
  oldWord("an OLE file whose list of tables runs in a ring", ringList, "undecodable"),
  oldWord(
    "an old Word document whose sectors have 2^31 bytes",
    () => patch(kept("distinct.doc"), 30, 31),
    "undecodable",
  ),
  sheet("an OLE file with no stream that is known", unknownOle, "unsupported_format"),
  of("application/vnd.ms-excel")(
    "an old workbook whose allocation table runs in a ring",
    ringXls,
    "undecodable",
  ),
];
