import type { Locator } from "./model/locator.ts";
import type { PageReading } from "./model/reading.ts";
import type { Cell, CellStatus } from "./model/report.ts";

/** A reading on its way from one thread to another: the cells of a report go by columns. */
interface ReadingMessage {
  /** A report has no cells here. */
  readonly page: PageReading;
  readonly cells?: CellColumns;
}

/** The cells of a report, each column in their order. */
interface CellColumns {
  /** Joined by line feeds. */
  readonly addresses: string;
  readonly statuses: readonly CellStatus[];
  readonly values: readonly Cell["value"][];
  readonly raws: readonly Cell["raw"][];
  /** Three numbers a cell: table, row and column, or zeros where the cell was not read in a table. */
  readonly places: readonly number[];
  /** Locators of other shapes, by the places of their cells. */
  readonly otherPlaces: readonly (readonly [index: number, locator: Locator])[];
}

/**
 * A reading as text. As columns two hundred cells take half the time to write and to read that they take as objects,
 * whose names are looked up one by one.
 */
export function packReading(page: PageReading): string {
  return JSON.stringify(toMessage(page));
}

/** The reading that `packReading` made the text of; what was undefined is not there. */
export function unpackReading(text: string): PageReading {
  const { page, cells: columns }: ReadingMessage = JSON.parse(text);
  const { outcome } = page;
  if (outcome.kind !== "report" || columns === undefined) return page;
  const report = { ...outcome.report, cells: unpackCells(columns) };
  return { ...page, outcome: { ...outcome, report } };
}

function toMessage(page: PageReading): ReadingMessage {
  const { outcome } = page;
  if (outcome.kind !== "report" || outcome.report.cells.length === 0) return { page };
  const { cells } = outcome.report;
  const report = { ...outcome.report, cells: [] };
  return { page: { ...page, outcome: { ...outcome, report } }, cells: packCells(cells) };
}

function packCells(cells: readonly Cell[]): CellColumns {
  return {
    addresses: cells.map(({ address }) => address).join("\n"),
    statuses: cells.map(({ status }) => status),
    values: cells.map(({ value }) => value),
    raws: cells.map(({ raw }) => raw),
    ...packPlaces(cells),
  };
}

/** One number after the other: `flatMap` takes ten times as long. */
function packPlaces(cells: readonly Cell[]): Pick<CellColumns, "places" | "otherPlaces"> {
  const places: number[] = [];
  const otherPlaces: [number, Locator][] = [];
  for (const [index, { locator }] of cells.entries()) {
    const isInTable = locator !== null && "table" in locator;
    if (isInTable) places.push(locator.table, locator.row, locator.column);
    else places.push(0, 0, 0);
    if (locator !== null && !isInTable) otherPlaces.push([index, locator]);
  }
  return { places, otherPlaces };
}

function unpackCells({ values, statuses, raws, places, ...columns }: CellColumns): Cell[] {
  const otherPlaces = new Map(columns.otherPlaces);
  return splitAddresses(columns.addresses).map((address, index) => {
    const table = at(places, 3 * index);
    const row = at(places, 3 * index + 1);
    const column = at(places, 3 * index + 2);
    return {
      address,
      value: at(values, index),
      status: at(statuses, index),
      raw: at(raws, index),
      locator: table === 0 ? (otherPlaces.get(index) ?? null) : { table, row, column },
    };
  });
}

/** A column that is too short would put one cell's number into another. */
function at<T>(column: readonly T[], index: number): T {
  const item = column[index];
  if (item === undefined) throw new Error(`a reading came without its item ${index} of a column`);
  return item;
}

/** The few forms have the same addresses each time. */
const knownAddresses = new Map<string, readonly string[]>();

function splitAddresses(joined: string): readonly string[] {
  const known = knownAddresses.get(joined) ?? joined.split("\n");
  knownAddresses.set(joined, known);
  return known;
}
