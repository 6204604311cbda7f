import { describe, expect, test } from "vitest";
import { form2019 } from "../../../src/model/forms/form-2019.ts";
import { form2021 } from "../../../src/model/forms/form-2021.ts";
import { sampleReport } from "../report.ts";
import { encodeHtml } from "./encode.ts";
import { printHtml } from "./html.ts";
import { htmlLayouts, printAs, textLayouts } from "./layouts.ts";
import { editTables, listFigures, printPage, withFigure, withLabel } from "./page.ts";
import { listPrintedNumbers, withoutTags } from "./printed-numbers.ts";
import { withSplitRequests, withWrongSpans } from "./restructure.ts";
import { printCellLines } from "./text.ts";

const distinct = sampleReport(11, { spread: "distinct" });

describe.each([form2021, form2019])("on the form of $id", (form) => {
  test.each([...textLayouts, ...htmlLayouts])(
    "$name prints every figure once, in the form's order",
    (layout) => {
      const report = sampleReport(12, { form, spread: "distinct" });
      const document = printAs(layout, report);
      const expected = [...report.values].map(([address, value]) => ({
        address,
        text: `${value}`,
      }));
      expect(document.figures).toEqual(expected);
      expect(listPrintedNumbers(document.text)).toEqual(expected.map((figure) => figure.text));
    },
  );
});

test.each([...textLayouts, ...htmlLayouts])(
  "$name prints the agency, the year, and all of the prose",
  (layout) => {
    const { text } = printAs(layout, distinct);
    const printed = withoutTags(text).replaceAll("\n", "");
    expect(printed).toContain(distinct.agency);
    expect(printed).toContain(`${distinct.year}年政府信息公开工作年度报告`);
    for (const paragraph of distinct.sections.flatMap((section) => section.paragraphs)) {
      expect(printed).toContain(paragraph);
    }
  },
);

test.each([
  ["html-clean", "utf-8"],
  ["html-gb18030-header", "gb18030"],
  ["html-gb18030-meta", "gbk"],
  ["html-gb18030-lying-header", "gbk"],
  ["html-big5", "big5"],
])("the bytes of %s are %s", (name, encoding) => {
  const layout = htmlLayouts.find((entry) => entry.name === name);
  expect(layout).toBeDefined();
  if (layout === undefined) return;
  const { bytes, text } = printAs(layout, distinct);
  const decoded = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  const referenced = /&#(\d+);/g;
  expect(decoded.replace(referenced, (_, code) => String.fromCodePoint(Number(code)))).toBe(text);
});

test("GB18030 needs no references for what reports print", () => {
  const bytes = encodeHtml(printHtml(printPage(distinct)).text, "gb18030");
  expect(new TextDecoder("gb18030", { fatal: true }).decode(bytes)).not.toContain("&#");
});

test("a header may be silent or lie about the charset", () => {
  const types = new Map(htmlLayouts.map((layout) => [layout.name, printAs(layout, distinct)]));
  expect(types.get("html-gb18030-meta")?.contentType).toBe("text/html");
  expect(types.get("html-gb18030-meta")?.text).toContain("charset=gb2312");
  expect(types.get("html-gb18030-lying-header")?.contentType).toBe("text/html; charset=utf-8");
  expect(types.get("html-clean")?.contentType).toBe("text/html; charset=utf-8");
});

describe("a page can be altered before it is written down", () => {
  const page = printPage(distinct);

  test("one figure", () => {
    const { text, figures } = printCellLines(withFigure(page, "requests.new.total", "/"));
    expect(figures.find(({ address }) => address === "requests.new.total")?.text).toBe("/");
    expect(text).toContain("\t/\n");
    expect(() => withFigure(page, "requests.new.sum", "0")).toThrow("requests.new.sum");
  });

  test("one label", () => {
    expect(printCellLines(withLabel(page, "规章", "规 章")).text).toContain("\t规 章\n");
  });

  test("a whole table left out", () => {
    const without = editTables(page, (table) => (table.id === "requests" ? [] : [table]));
    expect(listFigures(without)).toHaveLength(25);
  });
});

test("the rows of every table are equally wide, but for wrong spans", () => {
  for (const form of [distinct.form, form2019]) {
    const report = sampleReport(2, { form });
    for (const arrange of [printPage(report), withSplitRequests(printPage(report), "bare")]) {
      for (const table of arrange.sections.flatMap((section) => section.tables)) {
        expect(new Set(widths(table.rows)).size).toBe(1);
      }
    }
  }
  const wrong = withWrongSpans(printPage(distinct)).sections[2]?.tables[0];
  expect(new Set(widths(wrong?.rows ?? [])).size).toBeGreaterThan(1);
});

/** Width of each row: its own cells and those reaching down into it. */
function widths(
  rows: readonly (readonly { readonly columnSpan: number; readonly rowSpan: number }[])[],
): number[] {
  const width = rows.map(() => 0);
  for (const [index, row] of rows.entries()) {
    for (const cell of row) {
      for (let down = index; down < index + cell.rowSpan; down += 1) {
        width[down] = (width[down] ?? 0) + cell.columnSpan;
      }
    }
  }
  return width;
}

test("three hundred links stand around the report of a portal", () => {
  const portal = htmlLayouts.find((layout) => layout.name === "html-word");
  const text = portal === undefined ? "" : printAs(portal, distinct).text;
  expect(text.match(/<a /g)?.length).toBeGreaterThan(300);
});

test("text layouts are UTF-8 and print no date", () => {
  for (const layout of textLayouts) {
    const document = printAs(layout, distinct);
    expect(new TextDecoder("utf-8", { fatal: true }).decode(document.bytes)).toBe(document.text);
    expect(document.printsDate).toBe(false);
    expect(document.text).not.toContain(distinct.publishedOn);
  }
});
