import { escapeXml, STYLES } from "./xlsx-xml.ts";
import type { ZipWriter } from "./zip-writer.ts";

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A sheet by its name on the tab and its place in the package. */
export interface SheetPart {
  readonly name: string;
  /** From 1: `xl/worksheets/sheet1.xml`. */
  readonly number: number;
}

export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** Programs that look at the first bytes know a workbook by this part. */
export function addFirstParts(zip: ZipWriter): void {
  zip.add(
    "_rels/.rels",
    `${HEADER}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
}

/** What binds the sheets together, in the order in which their tabs are to stand. */
export function addLastParts(zip: ZipWriter, sheets: readonly SheetPart[]): void {
  const tabs = sheets.map(
    ({ name, number }) =>
      `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  zip.add(
    "xl/workbook.xml",
    `${HEADER}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONSHIPS}"><sheets>${tabs.join("")}</sheets></workbook>`,
  );
  const related = sheets.map(
    ({ number }) =>
      `<Relationship Id="rId${number}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  zip.add(
    "xl/_rels/workbook.xml.rels",
    `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${related.join("")}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`,
  );
  zip.add("xl/styles.xml", STYLES);
  const parts = sheets.map(
    ({ number }) =>
      `<Override PartName="/${sheetPath(number)}" ContentType="${SHEET}.worksheet+xml"/>`,
  );
  zip.add(
    "[Content_Types].xml",
    `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/>${parts.join("")}</Types>`,
  );
}
