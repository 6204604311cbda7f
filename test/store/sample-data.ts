import type { Address } from "../../src/model/address.ts";
import { type Form, type FormColumn, type FormRow, listCells } from "../../src/model/form.ts";
import type { Outcome } from "../../src/model/reading.ts";
import type { Cell, Report } from "../../src/model/report.ts";
import type { Source } from "../../src/model/source.ts";
import type { Visit } from "../../src/model/visit.ts";
import { type Run, startRun } from "../../src/store/run.ts";

export const PARSER = "1.0.0";

export function sampleRun(startedAt = "2026-01-05T00:00:00.000Z"): Run {
  return startRun({ command: "crawl", arguments: [], parserVersion: PARSER, startedAt });
}

const RESULTS = [
  "granted",
  "partially_granted",
  "denied_state_secret",
  "denied_prohibited_by_law",
  "denied_safety_and_stability",
  "denied_third_party_rights",
  "denied_internal_affairs",
  "denied_process_information",
  "denied_enforcement_file",
  "denied_administrative_inquiry",
  "unavailable_not_held",
  "unavailable_not_compiled",
  "unavailable_unclear",
  "unprocessed_complaint",
  "unprocessed_duplicate",
  "unprocessed_publication",
  "unprocessed_excessive",
  "unprocessed_reconfirmation",
];
const APPLICANTS = [
  "natural_person",
  "business",
  "research",
  "public_interest",
  "legal_services",
  "other_organization",
  "total",
];
const ENDS = ["upheld", "corrected", "other", "pending", "total"];

function sampleForm(id: Form["id"], others: readonly string[], documents: readonly string[]): Form {
  const requests = ["new", "carried_in", ...RESULTS, ...others, "processed_total", "carried_out"];
  const challenges = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"];
  return {
    id,
    years: { first: Number(id), last: undefined },
    basis: "测试用表",
    sections: ["总体情况", "主动公开政府信息情况"],
    tables: [
      {
        id: "disclosure",
        title: "主动公开政府信息情况",
        section: 2,
        layout: "down",
        captions: [],
        rows: [
          row("rules", documents),
          row("normative_documents", documents),
          row("administrative_fees", ["amount"]),
        ],
      },
      {
        id: "requests",
        title: "收到和处理政府信息公开申请情况",
        section: 3,
        layout: "down",
        captions: [],
        rows: requests.map((name) => row(name, APPLICANTS)),
      },
      {
        id: "proceedings",
        title: "政府信息公开行政复议、行政诉讼情况",
        section: 4,
        layout: "across",
        captions: [],
        rows: challenges.map((name) => row(name, ENDS)),
      },
    ],
  };
}

function row(id: string, columns: readonly string[]): FormRow {
  return { id, label: `〔${id}〕`, groups: [], columns: columns.map(column) };
}

function column(id: string): FormColumn {
  const isAmount = id === "amount";
  const unit = isAmount ? "万元" : "件";
  return { id, label: `〔${id}〕`, unit, type: isAmount ? "decimal" : "integer" };
}

/** Forms with the names the public views count on, and fewer rows in table two. */
export const FORM_2021 = sampleForm(
  "2021",
  ["other_not_corrected", "other_fee_unpaid", "other_misc"],
  ["issued", "repealed", "in_force"],
);
export const FORM_2019 = sampleForm("2019", ["other"], ["newly_made", "newly_disclosed"]);
export const FORMS: readonly Form[] = [FORM_2021, FORM_2019];

/** Cells of a form, all printed 0 in one table of a page, but for those given. */
export function sampleCells(form: Form, given: Readonly<Record<string, Partial<Cell>>>): Cell[] {
  return listCells(form).map(({ address, table, row, column }) => {
    const zero: Cell = {
      address,
      value: 0,
      status: "reported",
      raw: "0",
      locator: {
        table: form.tables.indexOf(table) + 1,
        row: table.rows.indexOf(row) + 2,
        column: row.columns.indexOf(column) + 2,
      },
    };
    return { ...zero, ...given[address] };
  });
}

/** A cell that prints a number. */
export function printed(value: number): Partial<Cell> {
  return { value, raw: String(value) };
}

export function sampleReport(
  changes: Partial<Report> & { readonly given?: Readonly<Record<string, Partial<Cell>>> } = {},
): Report {
  const { given = {}, ...rest } = changes;
  return {
    agency: { name: "清石县卫生健康委员会", printed: "清石县卫健委", divisionCode: "990123" },
    year: 2024,
    template: "2021",
    title: "清石县卫健委2024年政府信息公开工作年度报告",
    publishedOn: "2025-01-20",
    publishedFrom: "text",
    sections: [
      { number: 1, heading: "总体情况", text: "主动公开 76 条。", locator: { paragraph: 3 } },
    ],
    cells: sampleCells(FORM_2021, given),
    extras: [],
    claims: [],
    ...rest,
  };
}

export function reported(report: Report): Outcome {
  return { kind: "report", report, findings: [] };
}

export function sampleSource(changes: Partial<Source> = {}): Source {
  return {
    id: "qingshi-wjw",
    start: ["http://www.qingshi.example/nb/"],
    agency: "清石县卫生健康委员会",
    divisionCode: "990123",
    adapter: "auto",
    render: "auto",
    intervalMs: 1000,
    concurrency: 1,
    enabled: true,
    ...changes,
  };
}

/** A fetched page; its document is named by the hash given, padded to length. */
export function sampleVisit(changes: {
  readonly address?: Address;
  readonly sourceId?: string;
  readonly url?: string;
  readonly hash?: string;
  readonly at?: string;
  readonly outcome?: Outcome;
  readonly found?: Visit["found"];
  readonly state?: Visit["state"];
}): Visit {
  const url = changes.address?.url ?? changes.url ?? "http://www.qingshi.example/nb/1.html";
  return {
    sourceId: changes.address?.sourceId ?? changes.sourceId,
    address: changes.address,
    fetch: {
      requestedUrl: url,
      finalUrl: url,
      requestedAt: changes.at ?? "2026-01-05T00:00:01.000Z",
      httpStatus: 200,
      headers: { etag: '"1"', "content-type": "text/html; charset=utf-8" },
      outcome: "fetched",
      reason: undefined,
    },
    document: {
      sha256: (changes.hash ?? "a").padEnd(64, "0"),
      byteLength: 1000,
      contentType: "text/html; charset=utf-8",
    },
    outcome: changes.outcome ?? reported(sampleReport()),
    found: changes.found ?? [],
    state: changes.state ?? "done",
  };
}
