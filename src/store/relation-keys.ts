/** Columns that point at a row of another relation. */
export interface ForeignKey {
  readonly columns: readonly string[];
  readonly relation: string;
  readonly references: readonly string[];
}

export interface RelationKeys {
  /** Columns that name a row; empty where one of them may be null. */
  readonly primary: readonly string[];
  readonly foreign: readonly ForeignKey[];
}

const to = (relation: string, column: string, references = column): ForeignKey => ({
  columns: [column],
  relation,
  references: [references],
});

const REPORT = to("reports", "report_id");
const DOCUMENT = to("documents", "document_sha256", "sha256");

/** Keys of the public relations; views cannot carry them, so files that can are told here. */
const KEYS: Readonly<Record<string, RelationKeys>> = {
  reports: {
    primary: ["report_id"],
    foreign: [to("agencies", "agency_id"), to("versions", "version_id"), DOCUMENT],
  },
  cells: { primary: ["report_id", "table_name", "row_name", "column_name"], foreign: [REPORT] },
  corrections: { primary: ["ordinal"], foreign: [REPORT] },
  extra_cells: { primary: ["report_id", "ordinal"], foreign: [REPORT] },
  requests_wide: { primary: ["report_id"], foreign: [REPORT] },
  claims: { primary: ["report_id", "ordinal"], foreign: [REPORT] },
  rates: { primary: ["report_id"], foreign: [REPORT] },
  expected: { primary: [], foreign: [to("sources", "source_id"), REPORT] },
  findings: { primary: ["report_id", "ordinal"], foreign: [REPORT, to("versions", "version_id")] },
  sections: { primary: ["report_id", "ordinal"], foreign: [REPORT, to("versions", "version_id")] },
  // A report without a current version is not in `reports`, so `report_id` points nowhere here.
  versions: {
    primary: ["version_id"],
    foreign: [
      DOCUMENT,
      to("fetches", "fetch_id"),
      to("runs", "run_id"),
      to("versions", "superseded_by", "version_id"),
    ],
  },
  documents: { primary: ["document_id"], foreign: [] },
  fetches: {
    primary: ["fetch_id"],
    foreign: [to("runs", "run_id"), to("sources", "source_id"), DOCUMENT],
  },
  runs: { primary: ["run_id"], foreign: [] },
  sources: { primary: ["source_id"], foreign: [] },
  agencies: { primary: ["agency_id"], foreign: [to("agencies", "organ_id", "agency_id")] },
  organ_names: { primary: ["ordinal"], foreign: [] },
  codebook: { primary: ["kind", "name", "template"], foreign: [] },
};

export function keysOf(relation: string): RelationKeys {
  return KEYS[relation] ?? { primary: [], foreign: [] };
}
