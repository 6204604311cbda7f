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
  /** A digit each: the place in `STATUSES`. */
  readonly statuses: string;
  readonly values: readonly Cell["value"][];
  readonly raws: readonly Cell["raw"][];
  /** Three numbers a cell: table, row and column, or zeros where the cell was not read in a table. */
  readonly places: readonly number[];
  /** Locators of other shapes, by the places of their cells. */
  readonly otherPlaces: readonly (readonly [index: number, locator: Locator])[];
}

const STATUSES = [
  "reported",
  "blank",
  "dash",
  "unreadable",
  "absent",
] as const satisfies readonly CellStatus[];

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
    statuses: cells.map(({ status }) => STATUSES.indexOf(status)).join(""),
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

function unpackCells({ values, raws, places, ...columns }: CellColumns): Cell[] {
  const otherPlaces = new Map(columns.otherPlaces);
  return splitAddresses(columns.addresses).map((address, index) => {
    const table = places[3 * index] ?? 0;
    const row = places[3 * index + 1] ?? 0;
    const column = places[3 * index + 2] ?? 0;
    return {
      address,
      value: values[index] ?? null,
      status: STATUSES[Number(columns.statuses[index])] ?? "absent",
      raw: raws[index] ?? null,
      locator: table === 0 ? (otherPlaces.get(index) ?? null) : { table, row, column },
    };
  });
}

/** The few forms have the same addresses each time. */
const knownAddresses = new Map<string, readonly string[]>();

function splitAddresses(joined: string): readonly string[] {
  const known = knownAddresses.get(joined) ?? joined.split("\n");
  knownAddresses.set(joined, known);
  return known;
}
