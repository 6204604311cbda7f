import type { Outcome } from "../model/reading.ts";
import type { Report } from "../model/report.ts";
import { compareBeside } from "./beside-cells.ts";
import { findCorrected } from "./corrected-findings.ts";
import type { CellDifference, FieldDifference } from "./diff.ts";
import { excerpt } from "./diff.ts";
import { areFindings } from "./findings.ts";
import { findHeld, findKnown } from "./reading.ts";
import type { ReadingPlace } from "./reading-row.ts";
import { asRead, getVersion, type StoredReport } from "./report.ts";
import type { Store } from "./store.ts";

/** How an outcome differs from what is held of its document. */
export interface ReadingDifference {
  /**
   * - `new_report`: the first version of a report
   * - `new_version`: the report is read otherwise, or of another agency or year than before
   * - `withdrawn`: no longer taken for a report
   * - `findings`: the same reading, with other findings
   */
  readonly change: "new_report" | "new_version" | "withdrawn" | "findings";
  readonly agency: string | null;
  readonly divisionCode: string | null;
  readonly year: number;
  readonly fields: readonly FieldDifference[];
  /** As read, without people's corrections. */
  readonly cells: readonly CellDifference[];
}

/** What storing an outcome would change about the reports; undefined if nothing. Nothing is written. */
export function previewReading(
  store: Store,
  place: ReadingPlace,
  outcome: Outcome,
): ReadingDifference | undefined {
  const held = findHeld(store, place, outcome);
  if (held === "stays") return undefined;
  const before = held === undefined ? undefined : getVersion(store, held);
  if (outcome.kind !== "report") {
    return before && { ...nothing(asRead(before)), change: "withdrawn" };
  }
  const { report } = outcome;
  const known = findKnown(store, place, outcome, held);
  if (known === undefined) return toDifference(store, before, report);
  if (known.kind === "same_words" || !known.speaks) return undefined;
  const findings = findCorrected(store, place.sha256, report, outcome.findings);
  const isSame = areFindings(store, known.versionId, findings);
  return isSame ? undefined : { ...nothing(report), change: "findings" };
}

function nothing({ agency, year }: Report): Omit<ReadingDifference, "change"> {
  const { name, divisionCode } = agency;
  return { agency: name, divisionCode, year, fields: [], cells: [] };
}

function toDifference(
  store: Store,
  before: StoredReport | undefined,
  report: Report,
): ReadingDifference {
  const change = hasReport(store, report) ? "new_version" : "new_report";
  const whole = { ...nothing(report), change } as const;
  if (before === undefined) return whole;
  const old = asRead(before);
  return { ...whole, fields: compareFields(old, report), cells: compareCells(old, report) };
}

function hasReport(store: Store, { agency, year }: Report): boolean {
  return (
    store
      .sql<(string | number | null)[], unknown>(
        `select 1 from report r join agency a using (agency_id)
         where a.name is ? and a.division_code is ? and r.year = ? limit 1`,
      )
      .get(agency.name, agency.divisionCode, year) !== undefined
  );
}

function compareFields(old: Report, young: Report): FieldDifference[] {
  const [was, is] = [listFields(old), listFields(young)];
  const fields = was.flatMap(([field, value], index): FieldDifference[] => {
    const now = is[index]?.[1] ?? null;
    return value === now ? [] : [{ field, old: value, new: now }];
  });
  const beside = compareBeside(old, young);
  const [before, after] = [toText(old), toText(young)];
  if (before === after) return [...fields, ...beside];
  return [
    ...fields,
    ...beside,
    { field: "text", old: excerpt(before, after), new: excerpt(after, before) },
  ];
}

const listFields = ({ agency, year, template, title, publishedOn, publishedFrom }: Report) =>
  [
    ["agency", agency.name],
    ["division_code", agency.divisionCode],
    ["year", String(year)],
    ["template", template],
    ["title", title],
    ["published_on", publishedOn],
    ["published_from", publishedFrom],
    ["agency_printed", agency.printed],
  ] as const;

const toText = ({ sections }: Report): string =>
  sections.map(({ heading, text }) => `${heading}\n${text}`).join("\n");

const ABSENT = { value: null, status: "absent" } as const;

/** Cells whose value or status differs. */
function compareCells(old: Report, young: Report): CellDifference[] {
  const [was, is] = [old, young].map(
    ({ cells }) => new Map(cells.map((cell) => [cell.address, cell])),
  );
  const names = new Set([...old.cells, ...young.cells].map(({ address }) => address));
  return [...names].flatMap((cell): CellDifference[] => {
    const [before, after] = [was?.get(cell) ?? ABSENT, is?.get(cell) ?? ABSENT];
    if (before.value === after.value && before.status === after.status) return [];
    const show = ({ value, status }: typeof before) => ({ value, status, corrected: false });
    return [{ cell, old: show(before), new: show(after), cause: "parser_changed" }];
  });
}
