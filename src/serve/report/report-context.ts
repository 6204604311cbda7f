import type { AppliedCorrection } from "../../model/correction.ts";
import type { Finding, Severity } from "../../model/finding.ts";
import type { Cell } from "../../model/report.ts";
import type { ClaimEntry } from "../../store/browse/report-context.ts";
import type { StoredReport } from "../../store/report.ts";
import type { Words } from "../words.ts";

/** What the parts of a report's page share. */
export interface ReportContext {
  readonly words: Words;
  readonly stored: StoredReport;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly corrections: ReadonlyMap<string, AppliedCorrection>;
  /** Findings that name a cell, by its address. */
  readonly doubts: ReadonlyMap<string, readonly Finding[]>;
  /** What the prose says of a cell, by its address. */
  readonly claims: ReadonlyMap<string, readonly ClaimEntry[]>;
  readonly canEdit: boolean;
}

export function toReportContext(given: {
  readonly stored: StoredReport;
  readonly words: Words;
  readonly claims: readonly ClaimEntry[];
  readonly canEdit: boolean;
}): ReportContext {
  const { stored, words, canEdit } = given;
  return {
    words,
    stored,
    cells: new Map(stored.report.cells.map((cell) => [cell.address, cell])),
    corrections: new Map(stored.corrections.map((correction) => [correction.address, correction])),
    canEdit,
    claims: byCell(given.claims, addressesOf),
    doubts: byCell(stored.findings, ({ cells }) => cells),
  };
}

/** The cells that a number in the prose should equal, or whose sum it should. */
export function addressesOf({ cells }: ClaimEntry): readonly string[] {
  return JSON.parse(cells);
}

function byCell<Item>(
  items: readonly Item[],
  cellsOf: (item: Item) => readonly string[],
): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    for (const address of cellsOf(item)) {
      const held = found.get(address);
      if (held === undefined) found.set(address, [item]);
      else held.push(item);
    }
  }
  return found;
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/** The gravest of some findings; undefined if there are none. */
export function gravest(findings: readonly Finding[]): Severity | undefined {
  return ORDER.find((severity) => findings.some((finding) => finding.severity === severity));
}

/** A finding's message in the language of the page. */
export function messageOf({ message }: Finding, words: Words): string {
  return words.locale === "en" ? message.en : message.zh;
}

/** Where the original shows what a target of the report was read from. */
export function originalAddress(versionId: number, target: string | undefined): string {
  const path = `/versions/${versionId}/original`;
  return target === undefined
    ? `${path}#start`
    : `${path}?target=${encodeURIComponent(target)}#here`;
}

/** The agency's name, or what there is of one. */
export function nameOf({ report }: StoredReport, words: Words): string {
  return report.agency.name ?? report.agency.printed ?? words.report.unnamed;
}
