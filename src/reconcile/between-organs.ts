import type { Finding } from "../model/finding.ts";
import type { Caseload } from "../model/standing.ts";

/** Organs named in a message: those that count most. */
const MAX_NAMED = 5;

/**
 * Holds a government's report, which covers all its organs, against theirs. A bound and no equality: some organs publish
 * nothing, and vertical ones stand outside. The count is new and carried in together, on which such sums close.
 */
export function compareOrgans(government: Caseload, organs: readonly Caseload[]): Finding[] {
  const { requests } = government;
  if (requests === null) return [];
  const counted = organs
    .flatMap((organ) => (organ.requests === null ? [] : [{ ...organ, requests: organ.requests }]))
    .filter((organ) => organ.requests > 0)
    .sort((one, other) => other.requests - one.requests || compare(one.agency, other.agency));
  const sum = counted.reduce((whole, organ) => whole + organ.requests, 0);
  if (sum <= requests) return [];
  const named = counted.slice(0, MAX_NAMED).map((organ) => `${organ.agency} ${organ.requests}`);
  const more = counted.length > MAX_NAMED;
  const { length } = counted;
  return [
    {
      code: "departments_exceed_government",
      severity: "warning",
      message: {
        en: `section 3: ${length} ${length === 1 ? "organ" : "organs"} of this government had ${sum} requests (new + carried in) in ${government.year}, but its own report, which covers them all, says ${requests}: ${named.join(", ")}${more ? ", …" : ""}; this report may be of the government's office alone`,
        zh: `第三部分：${government.year}年所属${length}个机关的申请（本年新收＋上年结转）合计 ${sum} 件，而本级政府报告仅 ${requests} 件：${named.join("，")}${more ? "等" : ""}；本报告或仅含政府办公室自身数据`,
      },
      cells: ["requests.new.total", "requests.carried_in.total"],
    },
  ];
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
