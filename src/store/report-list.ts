import { inOneMoment } from "./moment.ts";
import { getVersion, type StoredReport } from "./report.ts";
import type { Store } from "./store.ts";

/** By agency, division, year and document: by what the versions say, and not by when they came. */
const VERSIONS = `
select v.version_id from version v
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
join document d on d.document_id = v.document_id
where ? = 'all' or v.superseded_because is null
order by a.name is null, a.name, a.division_code, r.year, v.superseded_because is not null,
  d.sha256, v.version_id`;

/**
 * The current versions, or every one, whole. All of it belongs to one moment of the database; until the
 * last one is taken this connection cannot write.
 */
export function* listReports(
  store: Store,
  which: "current" | "all",
): Generator<StoredReport, void, undefined> {
  const keys = store.database.prepare<[string], { version_id: number }>(VERSIONS);
  yield* inOneMoment(store, function* () {
    for (const { version_id } of keys.iterate(which)) {
      const version = getVersion(store, version_id);
      if (version !== undefined) yield version;
    }
  });
}

/** Numbers of the current versions, or of every one, in the order of `listReports`, for work that writes on the way. */
export function listVersionIds(store: Store, which: "current" | "all"): number[] {
  return store
    .sql<[string], { version_id: number }>(VERSIONS)
    .all(which)
    .map(({ version_id }) => version_id);
}
