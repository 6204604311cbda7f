import type { Finding } from "../model/finding.ts";
import { IS_FOR_REPORT } from "./correction-rows.ts";
import type { Store } from "./store.ts";

interface StaleRow {
  readonly address: string;
  readonly made_for: string;
  readonly current: string;
}

const STALE = `
select k.table_name || '.' || k.row_name || '.' || k.column_name as address,
  k.document_sha256 as made_for, d.sha256 as current
from version v
join document d on d.document_id = v.document_id
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
join correction k on ${IS_FOR_REPORT}
where v.version_id = ? and k.last_run_id is null and k.document_sha256 <> d.sha256
order by k.ordinal`;

/** Corrections of a version's report that were made for another document than it was read from: they are not applied. */
export function findStaleCorrections(store: Store, versionId: number): Finding[] {
  const stale = store.sql<[number], StaleRow>(STALE).all(versionId);
  const [first] = stale;
  if (first === undefined) return [];
  const cells = stale.map(({ address }) => address);
  const count = stale.length === 1 ? "1 correction" : `${stale.length} corrections`;
  const [was, is] = [first.made_for, first.current].map((sha256) => sha256.slice(0, 12));
  return [
    {
      code: "correction_stale",
      severity: "warning",
      message: {
        en: `${count} of this report (${cells.join(", ")}) made for another document (${was}…) than it is now read from (${is}…) and not applied: look at the document and correct anew`,
        zh: `本报告有${stale.length}处更正（${cells.join("、")}）针对另一份文件（${was}…），现据以读取的文件为${is}…，更正未予适用：请核对文件后重新更正`,
      },
      cells,
    },
  ];
}

/** Whether there are corrections at all: most databases have none. */
export function hasCorrections(store: Store): boolean {
  return store.sql<[], unknown>("select 1 from correction limit 1").get() !== undefined;
}
