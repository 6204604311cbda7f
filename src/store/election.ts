import { compareSources, listComparedWith } from "./source-findings.ts";
import type { Store } from "./store.ts";

interface Candidate {
  readonly version_id: number;
  readonly standing: 0 | 1;
  readonly superseded_by: number | null;
  readonly superseded_because: string | null;
}

/**
 * Readings in use of one report's documents, best first:
 * 1. one whose address still shows it before one whose address has brought another version since;
 * 2. one with tables before prose only;
 * 3. the one first met by the later run;
 * 4. the greater SHA-256, so that the order of arrival within a run decides nothing.
 */
const CANDIDATES = `
select v.version_id, v.superseded_by, v.superseded_because,
  max(not exists (
    select 1 from address a
    join reading newer on newer.document_id = a.document_id and newer.address_id = a.address_id
    join version w on w.version_id = newer.version_id
    where a.address_id = r.address_id and a.document_id <> v.document_id and w.report_id = v.report_id
    and w.version_id <> v.version_id
  )) as standing
from version v
join reading r on r.version_id = v.version_id
join fetch f on f.fetch_id = r.fetch_id
join document d on d.document_id = v.document_id
where v.report_id = ?
group by v.version_id
order by standing desc, v.template = 'none', min(f.run_id) desc, d.sha256 desc, v.version_id desc`;

/**
 * Decides which version of a report is the current one, says of the others why they are not, holds those of other
 * documents against it, and the reports of the next year and of its government against what it has become.
 */
export function electCurrent(store: Store, reportId: number): void {
  const candidates = store.sql<[number], Candidate>(CANDIDATES).all(reportId);
  elect(store, reportId, candidates);
  compareCandidates(store, reportId, candidates);
  compareDependents(store, reportId);
}

/** Like electCurrent, for the first version of a report, which has no rival. */
export function welcome(store: Store, reportId: number, versionId: number): void {
  compareSources(store, { reportId, current: versionId, rivals: [] });
  compareDependents(store, reportId, versionId);
}

/**
 * Holds the versions in use of a report against each other and its neighbours again, and its neighbours against it;
 * returns whether that changed anything.
 */
export function compareAgain(store: Store, reportId: number): boolean {
  const isChanged = compareOwn(store, reportId);
  return compareDependents(store, reportId) || isChanged;
}

function compareDependents(store: Store, reportId: number, newcomer?: number): boolean {
  const others = listComparedWith(store, reportId, newcomer);
  const changed = others.filter((other) => compareOwn(store, other));
  return changed.length > 0;
}

/** Like compareAgain, but of this report alone: enough where none of its numbers has changed. */
export function compareOwn(store: Store, reportId: number): boolean {
  return compareCandidates(
    store,
    reportId,
    store.sql<[number], Candidate>(CANDIDATES).all(reportId),
  );
}

function compareCandidates(
  store: Store,
  reportId: number,
  [winner, ...losers]: readonly Candidate[],
): boolean {
  const rivals = losers.filter(({ standing }) => standing === 1);
  return compareSources(store, {
    reportId,
    current: winner?.version_id,
    rivals: rivals.map(({ version_id }) => version_id),
  });
}

function elect(store: Store, reportId: number, [winner, ...losers]: readonly Candidate[]): void {
  if (winner === undefined) return;
  // Losers first: at no moment may a report have two current versions.
  for (const loser of losers) {
    const because = loser.standing === 1 ? "other_document" : "document_changed";
    supersede(store, loser, winner.version_id, because);
  }
  // What no reading holds any more was read otherwise by an earlier parser.
  store
    .sql<[number, number], never>(
      `update version set superseded_by = ? where report_id = ?
       and superseded_because = 'parser_changed' and superseded_by is null`,
    )
    .run(winner.version_id, reportId);
  if (winner.superseded_because === null) return;
  store
    .sql<[number], never>(
      "update version set superseded_by = null, superseded_because = null where version_id = ?",
    )
    .run(winner.version_id);
}

function supersede(store: Store, loser: Candidate, by: number, because: string): void {
  if (loser.superseded_by === by && loser.superseded_because === because) return;
  store
    .sql<[number, string, number], never>(
      "update version set superseded_by = ?, superseded_because = ? where version_id = ?",
    )
    .run(by, because, loser.version_id);
}

/**
 * Retires a version that a newer reading of the same document has replaced; `by` is null if the
 * document is no longer taken for a report. Does nothing if another address still reads it so.
 */
export function retire(store: Store, versionId: number, by: number | null): void {
  store
    .sql<[number | null, number, number], never>(
      `update version set superseded_by = ?, superseded_because = 'parser_changed'
       where version_id = ? and not exists (select 1 from reading where version_id = ?)`,
    )
    .run(by, versionId, versionId);
}
