import type { ColumnShape, RelationShape, RelationValue } from "../store/relation.ts";
import { type SheetPart, sheetPath } from "./xlsx-package.ts";
import { headerCell, MAX_TEXT, toCellXml, toColumnLetters } from "./xlsx-xml.ts";
import type { ZipWriter } from "./zip-writer.ts";

/** The first half of a character of two, left over by a cut */
const HALF_PAIR = /\p{Cs}$/u;
/** Labels, and names below them. */
const HEADER_ROWS = 2;
/** A sheet of that many bytes is ended and goes on in another. */
const MAX_SHEET_BYTES = 1 << 30;

/** Writes the sheets of a workbook one after the other; a relation with too many rows gets several. */
export class SheetWriter {
  readonly sheets: SheetPart[] = [];
  /** Texts that a cell could not hold whole. */
  cutTexts = 0;
  readonly #zip: ZipWriter;
  readonly #maxRows: number;
  #shape: Omit<RelationShape, "primaryKey" | "foreignKeys"> | undefined;
  #letters: string[] = [];
  #row = 0;
  #part = 1;

  /** `maxRows`: rows of a sheet, headers included. */
  constructor(zip: ZipWriter, maxRows: number) {
    this.#zip = zip;
    this.#maxRows = maxRows;
  }

  open(shape: Omit<RelationShape, "primaryKey" | "foreignKeys">): void {
    this.#shape = shape;
    this.#letters = shape.columns.map((_, index) => toColumnLetters(index));
    this.#part = 1;
    this.#begin(shape);
  }

  writeRows(rows: readonly (readonly RelationValue[])[]): void {
    let xml = "";
    for (const row of rows) {
      if (this.#row === this.#maxRows || this.#zip.partBytes > MAX_SHEET_BYTES) {
        this.#zip.write(xml);
        xml = "";
        this.#goOn();
      }
      xml += this.#toRow(row);
    }
    this.#zip.write(xml);
  }

  close(): void {
    const last = this.#letters.at(-1) ?? "A";
    this.#zip.write(
      `</sheetData><autoFilter ref="A${HEADER_ROWS}:${last}${Math.max(this.#row, HEADER_ROWS)}"/></worksheet>`,
    );
    this.#zip.close();
    this.#shape = undefined;
  }

  #goOn(): void {
    const shape = this.#shape;
    if (shape === undefined) throw new Error("no sheet is open");
    this.close();
    this.#shape = shape;
    this.#part += 1;
    this.#begin(shape);
  }

  #begin({ name, columns }: Pick<RelationShape, "name" | "columns">): void {
    const number = this.sheets.length + 1;
    this.sheets.push({ name: this.#part === 1 ? name : `${name} (${this.#part})`, number });
    this.#zip.open(sheetPath(number));
    const widths = columns.map(
      (column, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`,
    );
    this.#zip.write(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${HEADER_ROWS}" topLeftCell="A${HEADER_ROWS + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`,
    );
    const labels = columns.map((column, index) =>
      headerCell(`${this.#letters[index]}1`, labelOf(column), "label"),
    );
    const names = columns.map((column, index) =>
      headerCell(`${this.#letters[index]}2`, column.name, "name"),
    );
    this.#zip.write(`<row r="1">${labels.join("")}</row><row r="2">${names.join("")}</row>`);
    this.#row = HEADER_ROWS;
  }

  #toRow(row: readonly RelationValue[]): string {
    this.#row += 1;
    let xml = `<row r="${this.#row}">`;
    const { name = "", columns = [] } = this.#shape ?? {};
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      const value = row[index] ?? null;
      if (column === undefined || value === null) continue;
      xml += toCellXml(name, column, `${this.#letters[index]}${this.#row}`, this.#fit(value));
    }
    return `${xml}</row>`;
  }

  /** A text that is too long says at its end that it was cut, and where. */
  #fit<Value extends string | number>(value: Value): Value | string {
    if (typeof value !== "string" || value.length <= MAX_TEXT) return value;
    this.cutTexts += 1;
    const mark = `…〔截断 cut: ${value.length} characters in all〕`;
    return value.slice(0, MAX_TEXT - mark.length).replace(HALF_PAIR, "") + mark;
  }
}

function labelOf({ labelZh, unit }: ColumnShape): string {
  return unit === "none" ? labelZh : `${labelZh}（${unit}）`;
}

/** Texts that are read and not only looked up. */
const LONG_TEXTS = new Set(["title", "sentence", "message", "message_zh", "text", "meaning"]);
const LONG_WIDTH = 60;
const TEXT_WIDTH = 24;
const MOMENT_WIDTH = 20;
const NUMBER_WIDTH = 12;

/** In characters. */
function widthOf({ column, type }: ColumnShape): number {
  if (LONG_TEXTS.has(column)) return LONG_WIDTH;
  if (type === "timestamp") return MOMENT_WIDTH;
  return type === "text" || type === "json" ? TEXT_WIDTH : NUMBER_WIDTH;
}
