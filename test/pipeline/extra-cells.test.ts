import { describe, expect, test } from "vitest";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { flattenedLayouts, type Layout, layouts } from "../sample/print/layouts.ts";
import {
  editTables,
  type PrintedCell,
  type PrintedPage,
  type PrintedTable,
  printPage,
} from "../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { type ReportReading, readPrinted, sourceOf } from "./read-printed.ts";

type Row = readonly PrintedCell[];

const cell = (kind: PrintedCell["kind"], text: string, columnSpan = 1): PrintedCell => ({
  kind,
  text,
  columnSpan,
  rowSpan: 1,
});

const printsLabel = (row: Row, label: string): boolean => row.some(({ text }) => text === label);

/** The page with a row set below the row of that label. */
function withRowBelow(page: PrintedPage, label: string, row: Row): PrintedPage {
  return editTables(page, (table) => [
    {
      ...table,
      rows: table.rows.flatMap((cells) => (printsLabel(cells, label) ? [cells, row] : [cells])),
    },
  ]);
}

function withTable(
  page: PrintedPage,
  id: string,
  edit: (rows: PrintedTable["rows"]) => PrintedTable["rows"],
): PrintedPage {
  return editTables(page, (table) =>
    table.id === id ? [{ ...table, rows: edit(table.rows) }] : [table],
  );
}

function read(layout: Layout, sample: SampleReport, edit: (page: PrintedPage) => PrintedPage) {
  return readPrinted(layout.print(edit(layout.arrange(printPage(sample)))), sourceOf(sample));
}

/** Extra cells without their places. */
const listExtras = ({ report }: ReportReading) =>
  report.extras.map(({ table, row, column, raw, value, status }) => [
    table,
    row,
    column,
    status === "reported" && String(value) === raw ? value : `${status}: ${raw}`,
  ]);

function expectOwnCells(reading: ReportReading, sample: SampleReport): void {
  const cells = reading.report.cells.map(({ address, value }) => [address, value]);
  expect(cells).toEqual([...sample.values]);
}

const codes = ({ findings }: ReportReading) => findings.map(({ code }) => code);

const localRow: Row = [
  cell("label", "其他主动公开文件"),
  cell("figure", "613"),
  cell("figure", "619"),
  cell("figure", "631"),
];

describe.each([...layouts, ...flattenedLayouts])("$name", (layout) => {
  test("keeps a row that a county added to section two", () => {
    const sample = sampleReport(11, { form: form2019, spread: "distinct" });
    const reading = read(layout, sample, (page) => withRowBelow(page, "规范性文件", localRow));
    expectOwnCells(reading, sample);
    expect(listExtras(reading)).toEqual([
      ["disclosure", "其他主动公开文件", "newly_made", 613],
      ["disclosure", "其他主动公开文件", "newly_disclosed", 619],
      ["disclosure", "其他主动公开文件", "total_public", 631],
    ]);
    expect(codes(reading)).toEqual(["cell_unplaced"]);
  });
});

const tables = layouts.filter(({ name }) => /^html-(?:clean|word|paragraph-cells)$/.test(name));

describe.each(tables)("$name", (layout) => {
  const sample = sampleReport(11, { form: form2021, spread: "distinct" });

  test.each([
    ["behind", (figures: Row, more: PrintedCell) => [...figures, more]],
    ["before", (figures: Row, more: PrintedCell) => [more, ...figures]],
  ] as const)("keeps a column that a county added %s those of section three", (_where, put) => {
    const isFigure = ({ kind }: PrintedCell) => kind === "figure";
    let next = 4000;
    const reading = read(layout, sample, (page) =>
      withTable(page, "requests", (rows) =>
        rows.map((row, line) => {
          if (line === 1) return put(row, { ...cell("header", "上年同期"), rowSpan: 2 });
          if (!row.some(isFigure)) return row;
          next += 1;
          const figures = put(row.filter(isFigure), cell("figure", String(next)));
          return [...row.filter((each) => !isFigure(each)), ...figures];
        }),
      ),
    );
    expectOwnCells(reading, sample);
    const extras = listExtras(reading);
    expect(extras).toHaveLength(25);
    expect(extras[0]).toEqual(["requests", "一、本年新收政府信息公开申请数量", "上年同期", 4001]);
    expect(extras.at(-1)).toEqual(["requests", "四、结转下年度继续办理", "上年同期", 4025]);
    expect(codes(reading)).toEqual(["cell_unplaced"]);
  });

  test("keeps a row behind the last one of a table, and a sub-table of the county's own", () => {
    const reading = read(layout, sample, (page) =>
      withTable(page, "disclosure", (rows) => [
        ...rows,
        [cell("label", "政府性基金"), cell("figure", "7.25", 3)],
      ]),
    );
    expectOwnCells(reading, sample);
    expect(listExtras(reading)).toEqual([["disclosure", "政府性基金", "amount", 7.25]]);
  });

  test("takes no serial number for a figure", () => {
    const reading = read(layout, sample, (page) =>
      withTable(page, "disclosure", (rows) => [
        ...rows.slice(0, 4),
        [cell("label", "3"), cell("label", "其他主动公开文件"), cell("figure", "", 2)],
        [cell("label", "4"), cell("label", "业务培训"), cell("figure", "12"), cell("figure", "")],
        ...rows.slice(4),
      ]),
    );
    expectOwnCells(reading, sample);
    expect(listExtras(reading)).toEqual([
      ["disclosure", "4 / 业务培训", "repealed", 12],
      ["disclosure", "4 / 业务培训", "in_force", "blank: "],
    ]);
    expect(reading.findings.map(({ message }) => message.en)).toEqual([
      expect.stringContaining("used nowhere: 3 | 其他主动公开文件"),
      expect.stringContaining("kept as extra cells: 4 | 业务培训 | 12"),
    ]);
  });

  test("names the columns of an added sub-table by its own headers", () => {
    const reading = read(layout, sample, (page) =>
      withTable(page, "disclosure", (rows) => [
        ...rows.slice(0, 4),
        [cell("header", "信息内容"), cell("header", "培训次数"), cell("header", "参训人数", 2)],
        [cell("label", "业务培训"), cell("figure", "/"), cell("figure", "-8", 2)],
        ...rows.slice(4),
      ]),
    );
    expectOwnCells(reading, sample);
    expect(listExtras(reading)).toEqual([
      ["disclosure", "业务培训", "培训次数", "dash: /"],
      ["disclosure", "业务培训", "参训人数", -8],
    ]);
  });

  test("names an added row of section three by the groups it stands in", () => {
    const applicants = [71, 72, 73, 74, 75, 76, 77].map((n) => cell("figure", String(n)));
    const added = [cell("label", "4.转交其他机关"), ...applicants];
    const growGroup = (each: PrintedCell): PrintedCell =>
      /^三、|^（六）/.test(each.text) ? { ...each, rowSpan: each.rowSpan + 1 } : each;
    const reading = read(layout, sample, (page) =>
      withTable(page, "requests", (rows) =>
        rows
          .map((row) => row.map(growGroup))
          .flatMap((row) => (printsLabel(row, "3.其他") ? [row, added] : [row])),
      ),
    );
    expectOwnCells(reading, sample);
    const extras = listExtras(reading);
    expect(extras.map(([, , column]) => column)).toEqual([
      "natural_person",
      "business",
      "research",
      "public_interest",
      "legal_services",
      "other_organization",
      "total",
    ]);
    expect(extras[0]?.[1]).toBe("三、本年度办理结果 / （六）其他处理 / 4.转交其他机关");
  });

  test("leaves a column of remarks without figures where it is, as a finding", () => {
    const remarks = new Map([
      [1, cell("header", "备注")],
      [2, cell("figure", "含转发")],
      [3, cell("figure", "")],
    ]);
    const reading = read(layout, sample, (page) =>
      withTable(page, "disclosure", (rows) =>
        rows.map((row, line) => {
          const remark = remarks.get(line);
          return remark === undefined ? row : [...row, remark];
        }),
      ),
    );
    expectOwnCells(reading, sample);
    expect(reading.report.extras).toEqual([]);
    expect(reading.findings.map(({ message }) => message.en)).toEqual([
      "printed in 主动公开政府信息情况 and used nowhere: 含转发",
    ]);
  });
});
