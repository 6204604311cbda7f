import type { Finding } from "../model/finding.ts";
import type { Store } from "./store.ts";

/**
 * The kinds of finding that do not come of reading or checking a version by itself, but of other versions of its report, of other
 * reports, or of people. They stand behind the others and are not exchanged with them.
 */
const OF_SOURCES: readonly Finding["code"][] = [
  "sources_disagree",
  "carry_over_break",
  "stock_break",
  "departments_exceed_government",
  "correction_stale",
];
const IN_SOURCES = `code in (${OF_SOURCES.map((code) => `'${code}'`).join(", ")})`;

const isOfSources = ({ code }: Finding): boolean => OF_SOURCES.includes(code);

/** Writes the findings of a version that has none yet. */
export function insertFindings(
  store: Store,
  versionId: number,
  findings: readonly Finding[],
): void {
  const insert = store.sql<unknown[], never>(
    `insert into finding (version_id, ordinal, code, severity, message, message_zh, cells)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  findings.forEach(({ code, severity, message, cells }, ordinal) => {
    insert.run(versionId, ordinal, code, severity, message.en, message.zh, JSON.stringify(cells));
  });
}

interface FindingRow {
  readonly code: Finding["code"];
  readonly severity: Finding["severity"];
  readonly message: string;
  readonly message_zh: string;
  readonly cells: string;
}

/** The findings of a version, in their order. */
export function listFindings(store: Store, versionId: number): Finding[] {
  return store
    .sql<[number], FindingRow>(
      `select code, severity, message, message_zh, cells from finding
       where version_id = ? order by ordinal`,
    )
    .all(versionId)
    .map(({ code, severity, message, message_zh, cells }) => ({
      code,
      severity,
      message: { en: message, zh: message_zh },
      cells: JSON.parse(cells),
    }));
}

/**
 * Puts findings in the place of a version's own; what other documents and reports add to them stays. Returns false,
 * having written nothing, if they are the same.
 */
export function exchangeFindings(
  store: Store,
  versionId: number,
  findings: readonly Finding[],
): boolean {
  if (areFindings(store, versionId, findings)) return false;
  const held = listFindings(store, versionId);
  const own = findings.filter((finding) => !isOfSources(finding));
  writeAnew(store, versionId, [...own, ...held.filter(isOfSources)]);
  return true;
}

/** Whether findings are a version's own. */
export function areFindings(
  store: Store,
  versionId: number,
  findings: readonly Finding[],
): boolean {
  const held = listFindings(store, versionId).filter((finding) => !isOfSources(finding));
  return isSame(
    held,
    findings.filter((finding) => !isOfSources(finding)),
  );
}

/** Like exchangeFindings, but of those that other documents and reports give rise to. */
export function exchangeSourceFindings(
  store: Store,
  versionId: number,
  findings: readonly Finding[],
): boolean {
  const held = listFindings(store, versionId);
  const own = held.filter((finding) => !isOfSources(finding));
  if (isSame(held, [...own, ...findings])) return false;
  writeAnew(store, versionId, [...own, ...findings]);
  return true;
}

export function hasSourceFindings(store: Store, versionId: number): boolean {
  return (
    store
      .sql<[number], { one: number }>(
        `select 1 as one from finding where version_id = ? and ${IN_SOURCES}`,
      )
      .get(versionId) !== undefined
  );
}

/** Takes them from every version of a report but the one given; returns whether there were any. */
export function deleteSourceFindings(
  store: Store,
  reportId: number,
  except: number | undefined,
): boolean {
  const { changes } = store
    .sql<[number, number], never>(
      `delete from finding where ${IN_SOURCES} and version_id in
         (select version_id from version where report_id = ? and version_id <> ?)`,
    )
    .run(reportId, except ?? 0);
  return changes > 0;
}

function writeAnew(store: Store, versionId: number, findings: readonly Finding[]): void {
  store.sql<[number], never>("delete from finding where version_id = ?").run(versionId);
  insertFindings(store, versionId, findings);
}

function isSame(left: readonly Finding[], right: readonly Finding[]): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint(findings: readonly Finding[]): string {
  return JSON.stringify(
    findings.map(({ code, severity, message, cells }) => [
      code,
      severity,
      message.en,
      message.zh,
      cells,
    ]),
  );
}
