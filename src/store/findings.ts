import type { Finding } from "../model/finding.ts";
import type { Store } from "./store.ts";

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

/** Puts findings in the place of a version's own; returns false, having written nothing, if they are the same. */
export function exchangeFindings(
  store: Store,
  versionId: number,
  findings: readonly Finding[],
): boolean {
  if (isSame(listFindings(store, versionId), findings)) return false;
  store.sql<[number], never>("delete from finding where version_id = ?").run(versionId);
  insertFindings(store, versionId, findings);
  return true;
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
