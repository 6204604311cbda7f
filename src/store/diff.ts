import type { CellStatus } from "../model/report.ts";
import { compareBeside } from "./beside-cells.ts";
import {
  compareIdentity,
  hasDocument,
  type Identity,
  listSide,
  readBeside,
  readCorrections,
  readHead,
  readSideCells,
  readText,
  type Side,
  type SideCell,
  type SideReport,
  type VersionHead,
} from "./diff-side.ts";

/**
 * Why a report or a cell differs:
 * - `document_changed`: its address brought another document
 * - `other_document`: another document of the report was elected
 * - `parser_changed`: the same document was read otherwise
 * - `correction`: a person corrected it, or took a correction back
 * - `not_there`: the other side never had the document
 */
export type DiffCause =
  | "document_changed"
  | "other_document"
  | "parser_changed"
  | "correction"
  | "not_there";

/** A value of one side, as shown, with people's corrections. */
export interface DiffValue {
  readonly value: number | null;
  readonly status: CellStatus;
  readonly corrected: boolean;
}

export interface CellDifference {
  readonly cell: string;
  readonly old: DiffValue;
  readonly new: DiffValue;
  readonly cause: DiffCause;
}

/** Something a version says beside its cells: title, template, extra cells, text and the like. */
export interface FieldDifference {
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
}

export interface ReportDifference extends Omit<Identity, "nameless"> {
  readonly change: "added" | "gone" | "changed";
  readonly cause: DiffCause;
  readonly oldDocument: string | null;
  readonly newDocument: string | null;
  readonly fields: readonly FieldDifference[];
  readonly cells: readonly CellDifference[];
}

/** What differs between two sides, report by report in the order of identity; undefined for each report that does not. */
export function* compareSides(before: Side, after: Side): Generator<ReportDifference | undefined> {
  for (const [left, right] of pairUp(listSide(before), listSide(after))) {
    if (left === undefined) yield alone("added", after, before, right);
    else if (right === undefined) yield alone("gone", before, after, left);
    else yield compareReports({ side: before, report: left }, { side: after, report: right });
  }
}

type Pair = readonly [SideReport, SideReport | undefined] | readonly [undefined, SideReport];

/** The reports of both sides in their order, those of one identity together. */
function* pairUp(
  old: Generator<SideReport, void>,
  young: Generator<SideReport, void>,
): Generator<Pair> {
  try {
    let [left, right] = [old.next(), young.next()];
    for (;;) {
      const order = toOrder(left, right);
      const pair = toPair(left, right, order);
      if (pair === undefined) return;
      yield pair;
      if (order <= 0) left = old.next();
      if (order >= 0) right = young.next();
    }
  } finally {
    old.return();
    young.return();
  }
}

function toPair(left: Step, right: Step, order: number): Pair | undefined {
  if (order < 0 && !left.done) return [left.value, undefined];
  if (order > 0 && !right.done) return [undefined, right.value];
  return left.done || right.done ? undefined : [left.value, right.value];
}

type Step = IteratorResult<SideReport, void>;

/** Which side's report comes first; one that has ended comes last. */
function toOrder(left: Step, right: Step): number {
  if (left.done) return right.done ? 0 : 1;
  return right.done ? -1 : compareIdentity(left.value, right.value);
}

/** A report of one side only. */
function alone(
  change: "added" | "gone",
  side: Side,
  other: Side,
  report: SideReport,
): ReportDifference {
  const { agency, divisionCode, year } = report;
  const { documentSha256 } = readHead(side, report);
  return {
    change,
    agency,
    divisionCode,
    year,
    cause: hasDocument(other, documentSha256) ? "parser_changed" : "not_there",
    oldDocument: change === "gone" ? documentSha256 : null,
    newDocument: change === "added" ? documentSha256 : null,
    fields: [],
    cells: [],
  };
}

interface Sided {
  readonly side: Side;
  readonly report: SideReport;
}

/** A version with what is needed to compare it. */
interface Told extends Sided {
  readonly head: VersionHead;
  readonly corrections: ReadonlyMap<string, number | null>;
}

function tell({ side, report }: Sided): Told {
  const head = readHead(side, report);
  return { side, report, head, corrections: readCorrections(side, report, head) };
}

function compareReports(one: Sided, other: Sided): ReportDifference | undefined {
  const [old, young] = [tell(one), tell(other)];
  const isReadAlike = old.head.readingSha256 === young.head.readingSha256;
  if (isReadAlike && isSameMap(old.corrections, young.corrections)) return undefined;
  const cause = toCause(old.head, young.head, isReadAlike);
  const fields = isReadAlike ? [] : compareFields(old, young);
  const cells = compareCells(old, young, cause);
  if (fields.length + cells.length === 0) return undefined;
  const { agency, divisionCode, year } = young.report;
  return {
    change: "changed",
    agency,
    divisionCode,
    year,
    cause:
      fields.length === 0 && cells.every((cell) => cell.cause === "correction")
        ? "correction"
        : cause,
    oldDocument: old.head.documentSha256,
    newDocument: young.head.documentSha256,
    fields,
    cells,
  };
}

function isSameMap<Key, Value>(
  one: ReadonlyMap<Key, Value>,
  other: ReadonlyMap<Key, Value>,
): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}

function toCause(old: VersionHead, young: VersionHead, isReadAlike: boolean): DiffCause {
  if (isReadAlike) return "correction";
  if (old.documentSha256 === young.documentSha256) return "parser_changed";
  return old.url === young.url ? "document_changed" : "other_document";
}

const FIELDS = [
  ["template", "template"],
  ["title", "title"],
  ["published_on", "publishedOn"],
  ["published_from", "publishedFrom"],
  ["agency_printed", "agencyPrinted"],
] as const;

function compareFields(old: Told, young: Told): FieldDifference[] {
  const fields = FIELDS.flatMap(([field, key]): FieldDifference[] => {
    const [was, is] = [old.head[key], young.head[key]];
    return was === is ? [] : [{ field, old: was, new: is }];
  });
  const beside = compareBeside(
    readBeside(old.side, old.report),
    readBeside(young.side, young.report),
  );
  const [was, is] = [readText(old.side, old.report), readText(young.side, young.report)];
  if (was === is) return [...fields, ...beside];
  return [...fields, ...beside, { field: "text", old: excerpt(was, is), new: excerpt(is, was) }];
}

const EXCERPT = 30;

/** A text from where it begins to differ from another. */
export function excerpt(text: string, other: string): string {
  let same = 0;
  while (same < text.length && text[same] === other[same]) same += 1;
  const from = Math.max(0, same - EXCERPT / 3);
  return text.slice(from, from + EXCERPT).replaceAll("\n", " ");
}

const ABSENT: SideCell = { value: null, status: "absent" };

function compareCells(old: Told, young: Told, cause: DiffCause): CellDifference[] {
  const [was, is] = [readSideCells(old.side, old.report), readSideCells(young.side, young.report)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].flatMap((cell): CellDifference[] => {
    const [oldRead, newRead] = [was.get(cell) ?? ABSENT, is.get(cell) ?? ABSENT];
    const isReadSo = oldRead.value === newRead.value && oldRead.status === newRead.status;
    // Nearly all cells of a changed report are as they were.
    if (isReadSo && !old.corrections.has(cell) && !young.corrections.has(cell)) return [];
    const [before, after] = [show(oldRead, cell, old), show(newRead, cell, young)];
    if (before.value === after.value && before.status === after.status) return [];
    return [{ cell, old: before, new: after, cause: isReadSo ? "correction" : cause }];
  });
}

function show(read: SideCell, cell: string, { corrections }: Told): DiffValue {
  const value = corrections.get(cell);
  if (value === undefined) return { ...read, corrected: false };
  return { value, status: value === null ? "unreadable" : "reported", corrected: true };
}
