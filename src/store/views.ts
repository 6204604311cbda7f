import type { Store } from "./store.ts";
import { AGENCIES_VIEW, ORGAN_NAMES_VIEW } from "./views/agencies.ts";
import type { Forms } from "./views/cell-sql.ts";
import { CELLS_VIEW, EXTRA_CELLS_VIEW, VERSION_CELLS_VIEW } from "./views/cells.ts";
import { CORRECTIONS_VIEW } from "./views/corrections.ts";
import { EXPECTED_VIEW } from "./views/expected.ts";
import {
  CODEBOOK_VIEW,
  CROSSWALK_VIEW,
  DOCUMENTS_VIEW,
  FETCHES_VIEW,
  RUNS_VIEW,
  SOURCES_VIEW,
  VERSIONS_VIEW,
} from "./views/history.ts";
import { ratesView } from "./views/rates.ts";
import { CLAIMS_VIEW, FINDINGS_VIEW, REPORTS_VIEW, SECTIONS_VIEW } from "./views/reports.ts";
import { requestsWideView } from "./views/requests-wide.ts";

function listViews(forms: Forms): string[] {
  return [
    REPORTS_VIEW,
    CELLS_VIEW,
    CORRECTIONS_VIEW,
    EXTRA_CELLS_VIEW,
    VERSION_CELLS_VIEW,
    requestsWideView(forms),
    CLAIMS_VIEW,
    ratesView(forms),
    EXPECTED_VIEW,
    FINDINGS_VIEW,
    SECTIONS_VIEW,
    VERSIONS_VIEW,
    DOCUMENTS_VIEW,
    FETCHES_VIEW,
    RUNS_VIEW,
    SOURCES_VIEW,
    AGENCIES_VIEW,
    ORGAN_NAMES_VIEW,
    CODEBOOK_VIEW,
    CROSSWALK_VIEW,
  ];
}

interface ViewRow {
  readonly name: string;
  readonly sql: string;
}

/**
 * Makes the public views anew if they are not the ones of this program and these forms. They are not part
 * of the migrations because their columns follow the forms; nothing is stored in them.
 */
export function writeViews(store: Store): void {
  const { database } = store;
  const wanted = listViews(store.forms).map((view) => `CREATE VIEW ${view}`);
  if (isSame(wanted, listHeld(database))) return;
  dropViews(database);
  for (const view of wanted) database.exec(view);
}

export function dropViews(database: Store["database"]): void {
  for (const { name } of listHeld(database)) database.exec(`drop view ${name}`);
}

const listHeld = (database: Store["database"]): ViewRow[] =>
  database
    .prepare<[], ViewRow>("select name, sql from sqlite_schema where type = 'view' order by rowid")
    .all();

function isSame(wanted: readonly string[], held: readonly ViewRow[]): boolean {
  const texts = new Set(held.map(({ sql }) => sql));
  return texts.size === wanted.length && wanted.every((view) => texts.has(view));
}
