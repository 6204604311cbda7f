import type { CellStatus, TemplateId } from "../model/report.ts";
import type { BesideCells } from "./beside-cells.ts";
import { readStatus } from "./cell-unpack.ts";
import { listCorrectionsOf } from "./correction-rows.ts";
import { readExtraCells } from "./extra-cells.ts";
import { inOneMoment } from "./moment.ts";
import { readClaims } from "./report.ts";
import { hasCorrections } from "./stale-corrections.ts";
import type { Store } from "./store.ts";

/** One side of a comparison: a database as it is, or as it was after a run. */
export interface Side {
  readonly store: Store;
  readonly run: number | undefined;
}

/** Whose report it is: what is the same on both sides. */
export interface Identity {
  readonly agency: string | null;
  readonly divisionCode: string | null;
  readonly year: number;
  /** Of an agency without a name: the document by which it is known. */
  readonly nameless: string | null;
}

export interface SideReport extends Identity {
  readonly reportId: number;
  readonly versionId: number;
}

const STANDS_IN = {
  now: "join version v on v.report_id = r.report_id and v.superseded_because is null",
  run: `join election e on e.report_id = r.report_id and e.run_id = (
    select max(run_id) from election where report_id = r.report_id and run_id <= :run)
  join version v on v.version_id = e.version_id`,
} as const;

/** The reports of a side ordered by identity, names by their UTF-8 bytes; no more than one is held at a time. */
export function listSide({ store, run }: Side): Generator<SideReport, void> {
  const text = `select a.name as agency, a.division_code as "divisionCode", r.year,
      a.document_sha256 as nameless, r.report_id as "reportId", v.version_id as "versionId"
    from report r
    join agency a on a.agency_id = r.agency_id
    ${STANDS_IN[run === undefined ? "now" : "run"]}
    order by coalesce(a.name, ''), coalesce(a.document_sha256, ''), coalesce(a.division_code, ''), r.year`;
  const statement = store.database.prepare<unknown[], SideReport>(text);
  const rows = () => (run === undefined ? statement.iterate() : statement.iterate({ run }));
  return inOneMoment(store, function* () {
    yield* rows();
  });
}

/** Negative where one comes before the other in the order of `listSide`. */
export function compareIdentity(one: Identity, other: Identity): number {
  return (
    compareText(one.agency, other.agency) ||
    compareText(one.nameless, other.nameless) ||
    compareText(one.divisionCode, other.divisionCode) ||
    one.year - other.year
  );
}

/** As SQLite compares texts, which is not how JavaScript does beyond the first 65,536 characters. */
function compareText(one: string | null, other: string | null): number {
  if (one === other) return 0;
  return Buffer.compare(Buffer.from(one ?? ""), Buffer.from(other ?? ""));
}

/** What a version says beside its cells. */
export interface VersionHead {
  readonly template: TemplateId;
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly publishedFrom: string | null;
  readonly agencyPrinted: string | null;
  readonly parserVersion: string;
  readonly readingSha256: string;
  readonly documentSha256: string;
  readonly url: string;
}

const HEAD = `
select v.template, v.title, v.published_on as "publishedOn",
  v.published_from as "publishedFrom", v.printed_agency as "agencyPrinted",
  v.parser_version as "parserVersion", v.reading_sha256 as "readingSha256",
  d.sha256 as "documentSha256", f.requested_url as url
from version v
join document d on d.document_id = v.document_id
join fetch f on f.fetch_id = v.fetch_id
where v.version_id = ?`;

export function readHead({ store }: Side, { versionId }: SideReport): VersionHead {
  const head = store.sql<[number], VersionHead>(HEAD).get(versionId);
  if (head === undefined) throw new Error(`no version ${versionId}`);
  return head;
}

/** The corrections in force for a version, as value by address. */
export function readCorrections(
  { store, run }: Side,
  { agency, divisionCode, year }: SideReport,
  { documentSha256 }: VersionHead,
): ReadonlyMap<string, number | null> {
  if (!hasCorrections(store)) return new Map();
  const reading = { agency, divisionCode, year, documentSha256 };
  return new Map(
    listCorrectionsOf(store, reading, run).map(({ address, value }) => [address, value]),
  );
}

/** A cell of one side. */
export interface SideCell {
  readonly value: number | null;
  readonly status: CellStatus;
}

/** The cells of a version as read, by address; empty for prose. */
export function readSideCells({ store }: Side, { versionId }: SideReport): Map<string, SideCell> {
  const row = store
    .sql<[number], { form_id: number; cell_values: string; statuses: string }>(
      "select form_id, cell_values, statuses from version_cells where version_id = ?",
    )
    .get(versionId);
  const form = row && store.forms.get(row.form_id);
  if (row === undefined || form === undefined) return new Map();
  const values: readonly (number | null)[] = JSON.parse(row.cell_values);
  return new Map(
    form.cells.map(({ address }, ordinal) => [
      address,
      { value: values[ordinal] ?? null, status: readStatus(row.statuses, ordinal) },
    ]),
  );
}

/** The extra cells and the prose's numbers of a version. */
export function readBeside({ store }: Side, { versionId }: SideReport): BesideCells {
  return { extras: readExtraCells(store, versionId), claims: readClaims(store, versionId) };
}

/** The text of a version's sections. */
export function readText({ store }: Side, { versionId }: SideReport): string {
  return store
    .sql<[number], { heading: string; text: string }>(
      "select heading, text from section where version_id = ? order by ordinal",
    )
    .all(versionId)
    .map(({ heading, text }) => `${heading}\n${text}`)
    .join("\n");
}

/** Whether a side has had the document by its run. */
export function hasDocument({ store, run }: Side, sha256: string): boolean {
  return (
    store
      .sql<[{ sha256: string; run: number | null }], unknown>(
        `select 1 from document d join fetch f on f.document_id = d.document_id
         where d.sha256 = :sha256 and (:run is null or f.run_id <= :run) limit 1`,
      )
      .get({ sha256, run: run ?? null }) !== undefined
  );
}
