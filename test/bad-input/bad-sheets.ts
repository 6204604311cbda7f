import { strToU8, type Zippable, zipSync } from "fflate";

/** A workbook of one sheet around rows written by hand. */
export function sheetOf(rows: string, after = "", before = ""): Uint8Array {
  const parts = unpacked();
  const xml = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
  return zipSync({ ...parts, "xl/worksheets/sheet1.xml": strToU8(xml) }, { level: 0 });
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook with a sheet under some number of names. */
function unpacked(sheets = 1): Zippable {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const names = numbers.map(
    (number) => `<sheet name="s${number}" sheetId="${number}" r:id="r${number}"/>`,
  );
  const relations = numbers.map(
    (number) =>
      `<Relationship Id="r${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>`,
  );
  const root = `<Relationship Id="w" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/>`;
  const wrap = (content: string): Uint8Array =>
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`,
    );
  return {
    "[Content_Types].xml": strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    ),
    "_rels/.rels": wrap(root),
    "xl/workbook.xml": strToU8(
      `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${names.join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": wrap(relations.join("")),
  };
}

export const farCell = (): Uint8Array =>
  sheetOf(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
  );

export const farRows = (): Uint8Array =>
  sheetOf(
    Array.from(
      { length: 9_999 },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
    ).join(""),
  );

export const emptyFarRows = (): Uint8Array =>
  sheetOf(
    `<row r="1"><c r="A1"><v>1</v></c></row>${Array.from(
      { length: 9_990 },
      (_, row) => `<row r="${row + 2}"><c r="XFD${row + 2}" s="0"/></row>`,
    ).join("")}`,
  );

export const hugeMerges = (): Uint8Array =>
  sheetOf(
    Array.from(
      { length: 500 },
      (_, row) =>
        `<row r="${row + 1}"><c r="A${row + 1}"><v>1</v></c><c r="SA${row + 1}"><v>1</v></c></row>`,
    ).join(""),
    `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(1_000)}</mergeCells>`,
  );

export const manyColumns = (): Uint8Array =>
  sheetOf(
    '<row r="1"><c r="A1"><v>1</v></c></row>',
    "",
    `<cols>${'<col min="1" max="16384" width="9" hidden="0"/>'.repeat(50_000)}</cols>`,
  );

export function sharedStrings(): Uint8Array {
  const parts = unpacked();
  return zipSync(
    {
      ...parts,
      "xl/worksheets/sheet1.xml": strToU8(
        `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row></sheetData></worksheet>`,
      ),
      "xl/sharedStrings.xml": strToU8(`<sst ${MAIN}>${"<si><t/></si>".repeat(800_000)}</sst>`),
      "[Content_Types].xml": strToU8(
        new TextDecoder()
          .decode(toPart(parts["[Content_Types].xml"]))
          .replace(
            "</Types>",
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
          ),
      ),
    },
    { level: 0 },
  );
}

const toPart = (part: Zippable[string] | undefined): Uint8Array =>
  part instanceof Uint8Array ? part : new Uint8Array();

/** Each of the sheets is the same part of the package. */
export function manySheets(): Uint8Array {
  const rows = Array.from(
    { length: 2_000 },
    (_, row) => `<row r="${row + 1}">${"<c><v>1</v></c>".repeat(20)}</row>`,
  ).join("");
  const xml = `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`;
  return zipSync({ ...unpacked(1_000), "xl/worksheets/sheet1.xml": strToU8(xml) }, { level: 0 });
}
