import type { Locator } from "../model/locator.ts";
import type { PackedCell } from "./store.ts";

/**
 * The locators of one form row, packed. The cells of a row stand side by side, so most of a locator is
 * said once for the row; the last part is a list with an entry for each cell, or, where the cells follow
 * each other without a gap, the first one only. The first letter says how to read the rest:
 * - `["t", table, row, column]`, `["l", line]`, `["f", line, field]`: the first of consecutive ones
 * - `["T", table, row, columns]`, `["L", lines]`, `["F", line, fields]`: an entry for each cell
 * - `["b", page, top, bottom, lefts, rights]`: boxes of one height
 * - `["B", page, top, bottom, row]`: the same, as far left and right as in that row of the packed list
 * - `["p", picture, top, bottom, lefts, rights]`, `["P", picture, top, bottom, row]`: the same in a picture
 * - `["x", locators]`: anything else, each in full
 * - `0`: the row has no locators
 */
type PackedRow = 0 | readonly ["x", readonly (Locator | null)[]] | readonly unknown[];

/** Packs locators given in the order of the form's cells, as JSON text. */
export function packLocators(
  cells: readonly PackedCell[],
  locators: readonly (Locator | null)[],
): string {
  const rows: (Locator | null)[][] = [];
  cells.forEach((cell, ordinal) => {
    const row = rows[cell.rowOrdinal] ?? [];
    rows[cell.rowOrdinal] = row;
    row.push(locators[ordinal] ?? null);
  });
  return JSON.stringify(shareEdges(rows.map(packRow)));
}

/** The columns of a table stand below each other, so most rows repeat the left and right edges of one before. */
function shareEdges(rows: readonly PackedRow[]): PackedRow[] {
  const seen = new Map<string, number>();
  return rows.map((row, ordinal) => {
    if (row === 0 || (row[0] !== "b" && row[0] !== "p")) return row;
    const edges = JSON.stringify(row.slice(4));
    const first = seen.get(edges);
    if (first === undefined) seen.set(edges, ordinal);
    return first === undefined ? row : [row[0] === "b" ? "B" : "P", ...row.slice(1, 4), first];
  });
}

function packRow(locators: readonly (Locator | null)[]): PackedRow {
  const present = locators.filter((locator) => locator !== null);
  const first = present[0];
  if (first === undefined) return 0;
  return (
    packTable(first, locators) ??
    packLines(first, locators) ??
    packFields(first, locators) ??
    packBoxes(first, locators) ?? ["x", locators]
  );
}

function packTable(first: Locator, locators: readonly (Locator | null)[]): PackedRow | undefined {
  if (!("table" in first)) return undefined;
  const columns = pick(locators, (locator) =>
    "table" in locator && locator.table === first.table && locator.row === first.row
      ? locator.column
      : undefined,
  );
  if (columns === undefined) return undefined;
  return isConsecutive(columns)
    ? ["t", first.table, first.row, columns[0]]
    : ["T", first.table, first.row, columns];
}

function packLines(first: Locator, locators: readonly (Locator | null)[]): PackedRow | undefined {
  if (!("line" in first)) return undefined;
  const lines = pick(locators, (locator) =>
    "line" in locator && locator.field === undefined ? locator.line : undefined,
  );
  if (lines === undefined) return undefined;
  return isConsecutive(lines) ? ["l", lines[0]] : ["L", lines];
}

function packFields(first: Locator, locators: readonly (Locator | null)[]): PackedRow | undefined {
  if (!("line" in first)) return undefined;
  const fields = pick(locators, (locator) =>
    "line" in locator && locator.line === first.line ? locator.field : undefined,
  );
  if (fields === undefined) return undefined;
  return isConsecutive(fields) ? ["f", first.line, fields[0]] : ["F", first.line, fields];
}

function packBoxes(first: Locator, locators: readonly (Locator | null)[]): PackedRow | undefined {
  const page = pageOf(first);
  if (page === undefined || !("box" in first)) return undefined;
  const [, top, , bottom] = first.box;
  const boxes = pick(locators, (locator) => {
    const other = pageOf(locator);
    const isBeside =
      other?.[0] === page[0] &&
      other[1] === page[1] &&
      "box" in locator &&
      locator.box[1] === top &&
      locator.box[3] === bottom;
    return isBeside ? locator.box : undefined;
  });
  if (boxes === undefined) return undefined;
  const lefts = boxes.map((box) => box?.[0] ?? null);
  const rights = boxes.map((box) => box?.[2] ?? null);
  return [...page, top, bottom, lefts, rights];
}

/** The page or picture that a box stands in. */
function pageOf(locator: Locator): readonly ["b" | "p", number] | undefined {
  if ("page" in locator) return ["b", locator.page];
  return "picture" in locator ? ["p", locator.picture] : undefined;
}

/** One part of each locator, null where there is none; undefined if one does not fit the pattern. */
function pick<Part>(
  locators: readonly (Locator | null)[],
  part: (locator: Locator) => Part | undefined,
): (Part | null)[] | undefined {
  const parts: (Part | null)[] = [];
  for (const locator of locators) {
    const found = locator === null ? null : part(locator);
    if (found === undefined) return undefined;
    parts.push(found);
  }
  return parts;
}

function isConsecutive(numbers: readonly (number | null)[]): boolean {
  const [first] = numbers;
  if (typeof first !== "number") return false;
  return numbers.every((number, place) => number === first + place);
}

/**
 * The public JSON text of a locator, in SQL. `packed` is the packed column, `row` and `place` are
 * expressions for the form row and the cell's place in it.
 */
export function locatorSql(packed: string, row: string, place: string): string {
  const at = (path: string) => `${packed} -> ('$[' || ${row} || ']${path}')`;
  const each = (path: string) => `${packed} -> ('$[' || ${row} || ']${path}[' || ${place} || ']')`;
  const shared = (path: string) =>
    `${packed} -> ('$[' || (${at("[4]")}) || ']${path}[' || ${place} || ']')`;
  const following = (path: string) => `((${at(path)}) + ${place})`;
  return `case json_extract(${packed}, '$[' || ${row} || '][0]')
    when 't' then '{"table":' || (${at("[1]")}) || ',"row":' || (${at("[2]")}) || ',"column":' || ${following("[3]")} || '}'
    when 'l' then '{"line":' || ${following("[1]")} || '}'
    when 'f' then '{"line":' || (${at("[1]")}) || ',"field":' || ${following("[2]")} || '}'
    when 'T' then '{"table":' || (${at("[1]")}) || ',"row":' || (${at("[2]")}) || ',"column":' || nullif(${each("[3]")}, 'null') || '}'
    when 'L' then '{"line":' || nullif(${each("[1]")}, 'null') || '}'
    when 'F' then '{"line":' || (${at("[1]")}) || ',"field":' || nullif(${each("[2]")}, 'null') || '}'
    when 'b' then '{"page":' || (${at("[1]")}) || ',"box":[' || nullif(${each("[4]")}, 'null') || ',' || (${at("[2]")}) || ',' || (${each("[5]")}) || ',' || (${at("[3]")}) || ']}'
    when 'B' then '{"page":' || (${at("[1]")}) || ',"box":[' || nullif(${shared("[4]")}, 'null') || ',' || (${at("[2]")}) || ',' || (${shared("[5]")}) || ',' || (${at("[3]")}) || ']}'
    when 'p' then '{"picture":' || (${at("[1]")}) || ',"box":[' || nullif(${each("[4]")}, 'null') || ',' || (${at("[2]")}) || ',' || (${each("[5]")}) || ',' || (${at("[3]")}) || ']}'
    when 'P' then '{"picture":' || (${at("[1]")}) || ',"box":[' || nullif(${shared("[4]")}, 'null') || ',' || (${at("[2]")}) || ',' || (${shared("[5]")}) || ',' || (${at("[3]")}) || ']}'
    when 'x' then nullif(${each("[1]")}, 'null')
  end`;
}
