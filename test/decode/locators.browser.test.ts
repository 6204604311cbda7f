import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { decode } from "../../src/decode/decode.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { readPrinted, sourceOf } from "../pipeline/read-printed.ts";
import { htmlLayouts, printAs } from "../sample/print/layouts.ts";
import { sampleReport } from "../sample/report.ts";

const executablePath = inject("browserPath");
const flags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

type TableLocator = { readonly table: number; readonly row: number; readonly column: number };

describe.skipIf(executablePath === null)(
  "locators lead to the same cells in a real browser (skipped where there is none)",
  () => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? "", args: flags });
      page = await browser.newPage();
      await page.route("**/*", (route) => route.abort());
    });
    afterAll(async () => {
      await browser?.close();
    });

    /** What the browser shows at each place: the n-th table, the n-th of its own rows, the n-th cell of the row. */
    async function textsIn(html: string, places: readonly TableLocator[]): Promise<string[]> {
      await page.setContent(html, { waitUntil: "domcontentloaded" });
      return page.evaluate(readTexts, [...places]);
    }

    test.each(htmlLayouts)("$name", async (layout) => {
      for (const form of [form2021, form2019]) {
        const sample = sampleReport(21, { form, spread: "distinct" });
        const document = printAs(layout, sample);
        const { report } = readPrinted(document, sourceOf(sample));
        const places = report.cells.flatMap(({ locator }) =>
          locator !== null && "table" in locator ? [locator] : [],
        );
        expect(places).toHaveLength(report.cells.length);
        expect(await textsIn(document.text, places)).toEqual(
          [...sample.values.values()].map(String),
        );
      }
    });

    test.each([
      [
        "hidden tables, rows and cells",
        '<table style="display:none"><tr><td>x</td></tr></table>',
        "",
      ],
      [
        "tables nested in hidden ones",
        '<div style="display:none"><table><tr><td><table><tr><td>x</td></tr></table></td></tr></table></div>',
        "",
      ],
      ["a row hidden above", "", '<tr style="display:none"><td>x</td><td>y</td></tr>'],
      [
        "tables in an element for old browsers",
        "<noscript><table><tr><td>x</td></tr></table></noscript>",
        "",
      ],
      ["tables in a template", "<template><table><tr><td>x</td></tr></table></template>", ""],
      ["cells never closed", "<table><tr><td>x<td>y<tr><td>z</table>", "<tr><td>x<td>y"],
      [
        "paragraphs open in cells",
        "<table><tr><td><p>x<td><p>y<tr><td><p>z</table>",
        "<tr><td><p>x<td><p>y",
      ],
      [
        "comments that hide tables",
        "<!-- <table><tr><td>x</td></tr></table> -->",
        "<!-- <tr><td>x</td></tr> -->",
      ],
      ["sections of a table", "", "<thead><tr><th>x</th></tr></thead>"],
    ])("with %s before them", async (_, before, firstRow) => {
      const cells = '<td style="display:none">h</td><td>规章</td><td>1</td>';
      const html = `<html><body>${before}<table>${firstRow}<tr>${cells}</tr></table><p>文</p></body></html>`;
      const { blocks } = await decode(new TextEncoder().encode(html), "text/html; charset=utf-8");
      const printed = blocks.flatMap((block) =>
        block.kind === "table" ? block.rows.flatMap((row) => row.cells) : [],
      );
      const found = printed.filter((cell) => cell.text === "规章" || cell.text === "1");
      const places = found.flatMap(({ locator }) => ("table" in locator ? [locator] : []));
      expect(await textsIn(html, places)).toEqual(["规章", "1"]);
    });
  },
);

/** As much of a page's elements as is asked of them. */
interface PageElement {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly children: Iterable<PageElement>;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
}

declare const document: PageElement;

/** Runs in the page. Rows of nested tables belong to those. */
function readTexts(places: TableLocator[]): string[] {
  const tables = [...document.querySelectorAll("table")];
  const rowsOf = tables.map((table) =>
    [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table),
  );
  return places.map(({ table, row, column }) => {
    const cells = [...(rowsOf[table - 1]?.[row - 1]?.children ?? [])].filter((child) =>
      ["TD", "TH"].includes(child.tagName),
    );
    return (cells[column - 1]?.textContent ?? "(nothing)").replace(/\s+/g, " ").trim();
  });
}
