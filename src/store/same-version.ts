import type { Report } from "../model/report.ts";
import { listExtraParts, readExtraCells } from "./extra-cells.ts";
import type { Store } from "./store.ts";
import { type FormCells, hashOwnTables, toClaimRow } from "./version.ts";

interface Candidate {
  readonly version_id: number;
  readonly report_id: number;
}

/** What a reading says beside its report. */
interface Beside {
  readonly cells: FormCells | undefined;
  readonly ownTables: string | undefined;
}

/**
 * The version, among those that documents of one address were read as, that says all that a report says; where in its
 * document it says so may differ.
 */
export function findSameVersion(
  store: Store,
  addressId: number,
  report: Report,
  { cells, ownTables }: Beside,
): Candidate | undefined {
  const { agency, year, template, title, publishedOn, publishedFrom } = report;
  const { name, printed, divisionCode } = agency;
  const whose = [addressId, name, printed, divisionCode, year];
  const head = [...whose, template, title, publishedOn, publishedFrom];
  const candidates = store
    .sql<unknown[], Candidate>(
      `select distinct v.version_id, v.report_id from reading x
       join version v using (version_id)
       join report r on r.report_id = v.report_id
       join agency a on a.agency_id = r.agency_id
       where x.address_id = ? and a.name is ? and v.printed_agency is ? and a.division_code is ?
         and r.year = ? and v.template = ? and v.title is ? and v.published_on is ?
         and v.published_from is ? and v.own_tables_sha256 is ?
       order by v.version_id desc`,
    )
    .all(...head, hashOwnTables(ownTables));
  if (candidates.length === 0) return undefined;
  const said = JSON.stringify(listSaid(report, cells));
  return candidates.find(
    ({ version_id }) => JSON.stringify(listStored(store, version_id)) === said,
  );
}

/** Everything of a report but its head, locators left out. */
function listSaid({ sections, claims, extras }: Report, cells: FormCells | undefined): unknown[] {
  const { values, statuses, raws } = cells?.packed ?? {};
  return [
    cells === undefined ? [] : [[cells.form.id, values, statuses, raws]],
    sections.map(({ number, heading, text }) => [number, heading, text]),
    claims.map((claim) => Object.values(toClaimRow(claim))),
    extras.map((extra) => listExtraParts(extra).slice(0, -1)),
  ];
}

/** The same as it was stored; people's corrections are no part of it. */
function listStored(store: Store, versionId: number): unknown[] {
  const select = (sql: string): unknown[] =>
    store.sql<[number], Record<string, unknown>>(sql).all(versionId).map(Object.values);
  return [
    select(
      `select form_id, cell_values, statuses, raws from version_cells
       join version_trace using (version_id) where version_id = ?`,
    ),
    select("select number, heading, text from section where version_id = ? order by ordinal"),
    select(
      `select subject, value, unit, approximate, sentence, section, cells from claim
       where version_id = ? order by ordinal`,
    ),
    readExtraCells(store, versionId).map((extra) => listExtraParts(extra).slice(0, -1)),
  ];
}
