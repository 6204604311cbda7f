import type { Cell, Report } from "../../src/model/report.ts";
import { finishRun, startRun } from "../../src/store/run.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import {
  FORM_2019,
  PARSER,
  printed,
  sampleCells,
  sampleReport,
  sampleVisit,
} from "../store/sample-data.ts";
import { temporaryStore } from "../store/temporary.ts";

/** An agency, its division and a report year. */
export type Key = readonly [agency: string, division: string, year: number];

export const KEYS: readonly Key[] = [
  ["清石县卫生健康委员会", "990123", 2023],
  ["清石县卫生健康委员会", "990123", 2024],
  ["白河市人民政府", "990200", 2024],
  ["远山县教育局", "980101", 2019],
];

const GIVEN: Readonly<Record<string, Partial<Cell>>> = {
  "requests.new.total": printed(1266),
  "disclosure.administrative_fees.amount": printed(38.3296),
  "requests.new.business": { value: null, status: "blank", raw: "" },
  "requests.new.research": { value: null, status: "absent", raw: null, locator: null },
  "requests.new.legal_services": { value: null, status: "unreadable", raw: '=HYPERLINK("x")' },
};

/** Four reports of three agencies, one of them with a version before the current one; every kind of null; claims; a finding but for the oldest. */
export function filledStore(path?: string): Store {
  const store = temporaryStore(path);
  const run = startRun({
    command: "crawl",
    arguments: ["--since", "2019"],
    parserVersion: PARSER,
    startedAt: "2026-01-05T00:00:00.000Z",
  });
  for (const [index, key] of KEYS.entries()) put(key, index, toReport(key));
  put(KEYS[1] ?? ["", "", 0], 9, { ...toReport(KEYS[1] ?? ["", "", 0]), title: "更正\n后的报告" });
  finishRun(store, run, {
    finishedAt: "2026-01-06T07:08:09.000Z",
    outcome: "done",
    summary: { reports: 4 },
  });
  return store;

  function put([, , year]: Key, index: number, report: Report): void {
    const visit = sampleVisit({
      url: `http://www.a${report.agency.divisionCode}.example/nb/${year}.html`,
      hash: index.toString(16),
      outcome: { kind: "report", report, findings: year < 2021 ? [] : [FINDING] },
    });
    settle(store, run, visit, PARSER);
  }
}

const FINDING = {
  code: "row_sum_mismatch",
  severity: "error",
  message: { en: "the total is 3, its parts make 2", zh: "合计为3，各项之和为2" },
  cells: ["requests.new.total"],
} as const;

function toReport([name, divisionCode, year]: Key): Report {
  const report = sampleReport({ given: GIVEN });
  return {
    ...report,
    ...(year < 2021 ? { template: "2019", cells: sampleCells(FORM_2019, {}) } : {}),
    agency: { name, printed: name, divisionCode },
    year,
    title: `=${name}${year}年政府信息公开工作年度报告`,
    publishedOn: `${year + 1}-01-20`,
    claims: [
      {
        subject: "requests_received",
        value: 1266.5,
        unit: "件",
        approximate: false,
        sentence: "受理申请，“约”1266.5件",
        section: 1,
        cells: ["requests.new.total"],
      },
    ],
  };
}
