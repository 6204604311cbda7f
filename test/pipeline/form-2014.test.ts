import { describe, expect, test } from "vitest";
import { listCells } from "../../src/model/form.ts";
import { form2014 } from "../../src/model/forms/form-2014.ts";
import { readNow } from "./read-now.ts";

const TITLE = "砚溪县水务局2016年政府信息公开工作年度报告";
const OUTLINE = ["概述", "主动公开政府信息情况", "依申请公开情况", "存在的主要问题和改进措施"];
const NUMERALS = "一二三四";

/** Parts add up: each leaf counts 2, and a total what its parts do. */
const TOTALS: Readonly<Record<string, number>> = {
  requests_received: 8,
  requests_completed: 4,
  replies_total: 26,
  reply_refused: 12,
  reconsideration_total: 6,
  litigation_total: 6,
  staff_total: 4,
};

const table = form2014.tables[0];
if (table === undefined) throw new Error("the form of 2014 has no table");
const rows = table.rows.map((row) => ({
  label: row.label,
  unit: row.columns[0]?.unit ?? "",
  address: `statistics.${row.id}.value`,
  value: TOTALS[row.id] ?? 2,
}));

type Row = (typeof rows)[number];

function page(printed: readonly Row[], cells: (row: Row) => readonly string[]): string {
  const lines = printed.map(
    (row) =>
      `<tr>${cells(row)
        .map((text) => `<td>${text}</td>`)
        .join("")}</tr>`,
  );
  const sections = OUTLINE.map(
    (heading, index) => `<p>${NUMERALS[index]}、${heading}</p><p>2016年，第${index + 1}段。</p>`,
  );
  return `<html><head><meta charset="utf-8"><title>${TITLE}</title></head><body><h1>${TITLE}</h1>
    ${sections.join("\n")}<p>附件：政府信息公开情况统计表</p>
    <table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>${lines.join("\n")}</table></body></html>`;
}

function read(html: string) {
  const { outcome } = readNow(Buffer.from(html), {
    contentType: "text/html",
    url: "http://www.example.gov.cn/nb/2016.html",
    agency: "砚溪县水务局",
    divisionCode: "990102",
    linkText: undefined,
  });
  if (outcome.kind !== "report") throw new Error(`expected a report, met ${outcome.reason}`);
  return outcome;
}

const withUnit = ({ label, unit, value }: Row) => [label, unit, String(value)];

describe("the table of about 2014 to 2018", () => {
  test("is read with its column of units", () => {
    const { report, findings } = read(page(rows, withUnit));
    expect(report.template).toBe("2014");
    expect(report.cells.map(({ address, value }) => [address, value])).toEqual(
      rows.map(({ address, value }) => [address, value]),
    );
    expect(report.cells).toHaveLength(listCells(form2014).length);
    expect(findings).toEqual([]);
  });

  test("is read without one", () => {
    const { report } = read(page(rows, ({ label, value }) => [label, String(value)]));
    expect(report.cells.map(({ value }) => value)).toEqual(rows.map(({ value }) => value));
  });

  test("keeps a local row from shifting others", () => {
    const local = { label: "制度建设数", unit: "项", address: "", value: 77 };
    const printed = [...rows.slice(0, 20), local, ...rows.slice(20)];
    const { report, findings } = read(page(printed, withUnit));
    expect(report.cells.map(({ value }) => value)).toEqual(rows.map(({ value }) => value));
    expect(findings.map(({ code }) => code)).toEqual(["cell_unplaced"]);
    expect(report.extras).toMatchObject([
      { table: "statistics", row: "制度建设数 / 项", column: "value", value: 77, raw: "77" },
    ]);
  });

  test("doubts a total that is not the sum of its parts", () => {
    const printed = rows.map((row) =>
      row.address === "statistics.requests_online.value" ? { ...row, value: 9 } : row,
    );
    const { findings } = read(page(printed, withUnit));
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ["column_sum_mismatch", "warning"],
    ]);
  });

  test("stands beside an outline of the report's own", () => {
    const { report } = read(page(rows, withUnit));
    expect(report.sections.map(({ number, heading }) => [number, heading])).toEqual(
      OUTLINE.map((heading, index) => [index + 1, heading]),
    );
  });
});

test("a report of prose alone has no template, and the sections it numbers", () => {
  const sections = ["概述", "主动公开情况", "收费情况", "复议、诉讼情况", "存在的问题"];
  const { report, findings } = read(
    `<title>${TITLE}</title><h1>${TITLE}</h1>${sections
      .map((heading, index) => `<p>${"一二三四五"[index]}、${heading}</p><p>正文${index}。</p>`)
      .join("")}`,
  );
  expect(report.template).toBe("none");
  expect(report.sections.map(({ heading }) => heading)).toEqual(sections);
  expect(report.cells).toEqual([]);
  expect(findings).toEqual([]);
});
