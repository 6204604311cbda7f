import type { ColumnShape, RelationValue } from "../store/relation.ts";
import { FORMULA } from "./csv-file.ts";
import { toBoolean, toDate, toInteger, toNumber } from "./typed-value.ts";

/** What XML cannot hold or would change: control characters, line ends of Windows, halves of pairs */
const FORBIDDEN = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
/** "_x0041_", which Excel takes for a character */
const LOOKS_ESCAPED = /_(?=x[0-9a-fA-F]{4}_)/gu;
const MARKUP = /[&<>"]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Places of the styles in `STYLES`. */
const STYLE = { plain: 0, label: 1, name: 2, day: 3, moment: 4, textLikeFormula: 5 } as const;

export const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><color rgb="FF666666"/><sz val="9"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The most characters that a cell of Excel holds. */
export const MAX_TEXT = 32_767;

export function escapeXml(text: string): string {
  return text
    .replace(LOOKS_ESCAPED, "_x005F_")
    .replace(FORBIDDEN, toEscape)
    .replace(MARKUP, (sign) => ENTITIES[sign] ?? sign);
}

/** Excel's own way to hold what XML cannot: "_x0007_". */
function toEscape(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

/** A for 0, Z for 25, AA for 26. */
export function toColumnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : toColumnLetters(Math.floor(index / 26) - 1) + last;
}

export type HeaderStyle = "label" | "name";

export function headerCell(place: string, text: string, style: HeaderStyle): string {
  return textCell(place, text, STYLE[style]);
}

/**
 * A cell with its type. A text is never a formula, and one that looks like one is marked, so that Excel leaves it a text
 * even when a person edits it.
 */
export function toCellXml(
  relation: string,
  column: ColumnShape,
  place: string,
  value: Exclude<RelationValue, null>,
): string {
  const name = `${relation}.${column.column}`;
  switch (column.type) {
    case "integer":
      return numberCell(place, toInteger(value, name), STYLE.plain);
    case "number":
      return numberCell(place, toNumber(value, name), STYLE.plain);
    case "boolean":
      return `<c r="${place}" t="b"><v>${toBoolean(value, name) ? 1 : 0}</v></c>`;
    case "date":
      return numberCell(place, toSerial(toDate(value, name)), STYLE.day);
    case "timestamp":
      return numberCell(place, toSerial(toDate(value, name)), STYLE.moment);
    case "json":
    case "text": {
      const text = String(value);
      return textCell(place, text, FORMULA.test(text) ? STYLE.textLikeFormula : STYLE.plain);
    }
    default:
      return column.type satisfies never;
  }
}

function numberCell(place: string, value: number, style: number): string {
  return `<c r="${place}"${toStyle(style)}><v>${value}</v></c>`;
}

function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}"${toStyle(style)} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const toStyle = (style: number): string => (style === STYLE.plain ? "" : ` s="${style}"`);

const DAY_MS = 86_400_000;
/** 1970-01-01 counted in days as Excel does, from 1899-12-30 for every day since March 1900. */
const UNIX_EPOCH_SERIAL = 25_569;

function toSerial(date: Date): number {
  return date.getTime() / DAY_MS + UNIX_EPOCH_SERIAL;
}
