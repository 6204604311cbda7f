import { type Equation, listCells } from "../../src/model/form.ts";
import { equationsOf } from "../../src/model/forms/equations.ts";
import { form2014 } from "../../src/model/forms/form-2014.ts";
import { organs, places } from "../sample/places.ts";
import type { PrintedCell, PrintedPage } from "../sample/print/page.ts";
import { randomFrom } from "../sample/random.ts";
import type { SampleReport } from "../sample/report.ts";

const OUTLINE = [
  "概述",
  "主动公开政府信息情况",
  "收到和处理政府信息公开申请情况",
  "行政复议、行政诉讼情况",
  "存在的主要问题及改进情况",
  "其他需要报告的事项",
];

/** A report of about 2014 to 2018 with 政府信息公开情况统计表: label, unit, number. */
export function printStatisticsPage(seed: number): PrintedPage {
  const report = statisticsReport(seed);
  return {
    report,
    title: [report.title],
    sections: report.sections.map(({ heading, paragraphs }, index) => ({
      heading: `${"一二三四五六"[index]}、${heading}`,
      paragraphs,
      tables: index === OUTLINE.length - 1 ? [{ id: "statistics", rows: listRows(report) }] : [],
    })),
  };
}

/** A report that prints no table at all. */
export function printProsePage(seed: number): PrintedPage {
  const page = printStatisticsPage(seed);
  const sections = page.sections.map((section) => ({ ...section, tables: [] }));
  return { ...page, report: { ...page.report, values: new Map() }, sections };
}

function statisticsReport(seed: number): SampleReport {
  const random = randomFrom(seed);
  const place = random.pick(places);
  const agency = `${place.name}${random.pick(organs).name}`;
  const year = random.integer(2014, 2018);
  const drawn = listCells(form2014).map(({ address }): [string, number] => [
    address,
    random.integer(0, 400),
  ]);
  return {
    form: form2014,
    agency,
    placeName: place.name,
    divisionCode: place.divisionCode,
    year,
    title: `${agency}${year}年政府信息公开工作年度报告`,
    publishedOn: `${year + 1}-01-20`,
    sections: OUTLINE.map((heading, index) => ({
      number: index + 1,
      heading,
      paragraphs: [`${year}年，${agency}按照规定做好第${index + 1}项工作。`],
    })),
    values: withTotals(new Map(drawn)),
    statements: [],
  };
}

/** A total may be part of another: the inner ones are last in the list. */
function withTotals(values: Map<string, number>): Map<string, number> {
  for (const { left, right } of [...equationsOf(form2014)].reverse() satisfies Equation[]) {
    const total = right[0];
    if (total !== undefined) {
      values.set(
        total,
        left.reduce((sum, address) => sum + (values.get(address) ?? 0), 0),
      );
    }
  }
  return values;
}

function listRows({ values }: SampleReport): PrintedCell[][] {
  const cell = (kind: PrintedCell["kind"], text: string): PrintedCell => ({
    kind,
    text,
    columnSpan: 1,
    rowSpan: 1,
  });
  const head = ["统计指标", "单位", "统计数"].map((text) => cell("header", text));
  const rows = listCells(form2014).map(({ address, row, column }) => [
    cell("label", row.label),
    cell("label", column.unit),
    { ...cell("figure", String(values.get(address) ?? "")), address },
  ]);
  return [head, ...rows];
}
