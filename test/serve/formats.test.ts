import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { open } from "../../src/commands/original-worker.ts";
import type { Report } from "../../src/model/report.ts";
import { readDocument } from "../../src/pipeline.ts";
import { cleanMarkup } from "../../src/serve/original/markup-original.ts";
import { keyOf, listMarks, Marks } from "../../src/serve/original/place.ts";
import { LinesOriginal, TranscriptOriginal } from "../../src/serve/original/read-originals.tsx";
import { wordsOf } from "../../src/serve/words.ts";
import { readCaseFile, readSource } from "../pipeline/case.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";

/** One document of each format, and of each way in which a table may be lost. */
const CASES = [
  "fengting-2023-tracked-changes",
  "tangzhu-2021-word-97",
  "luzhu-2023-html-named-doc",
  "huaizhu-2022-a-sheet-for-each-section",
  "yaozhu-2020-old-workbook",
  "yingchuan-2022-document-with-notes",
  "zhuting-2022-web-archive",
  "qingting-2024-flat-cells",
  "jiling-2022-text-in-gbk",
  "luting-2022-tables-of-blocks",
  "jichuan-2024-tables-in-markdown",
  "danxi-2023-tabs-in-a-pre",
  "huaizhu-2022-rows-between-blanks",
  "mozhu-2023-bars-and-empty-ends",
  "lanyan-2021-cell-a-paragraph",
  "weizhu-2023-seven-figures-in-one-cell",
  "qingting-2023-span-per-digit",
  "yaozhu-2024-full-width-digits",
  "tangzhu-2022-units-behind-figures",
] as const;

interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const documents: readonly Given[] = [
  ...CASES.map((name) => ({
    name,
    bytes: readSource(name),
    contentType: readCaseFile(name).content_type,
  })),
  {
    name: "a document in rich text",
    bytes: readFileSync("test/decode/office/files/distinct.rtf"),
    contentType: "application/rtf",
  },
  { name: "an article that the page carries for its script", ...printScripted() },
];

/** As Guangdong's pages carry their articles. */
function printScripted() {
  const sample = sampleReport(12, { spread: "distinct" });
  const { text } = printHtml(printPage(sample), {});
  const content = text.slice(text.indexOf("<body>") + 6, text.indexOf("</body>"));
  const detail = JSON.stringify({ title: "年度报告", content }).replaceAll("<", "\\u003C");
  const page = `<html><head><meta charset="utf-8"><script>window._CONFIG = { DETAIL: ${detail} };</script></head>
    <body><table><tr><td>索引号</td><td>1</td></tr></table></body></html>`;
  return { bytes: new TextEncoder().encode(page), contentType: "text/html; charset=utf-8" };
}

async function read({ bytes, contentType }: Given): Promise<Report> {
  const context = { contentType, url: "http://127.0.0.1/report", linkText: "2023年度报告" };
  const { outcome } = await readDocument(bytes, {
    ...context,
    agency: "青石县水务局",
    divisionCode: undefined,
  });
  if (outcome.kind !== "report") throw new Error(`no report was read: ${outcome.reason}`);
  return outcome.report;
}

async function draw({ bytes, contentType }: Given, marks: Marks): Promise<string> {
  const opened = await open({ bytes, contentType });
  switch (opened.kind) {
    case "markup":
      return cleanMarkup(opened.pages, marks, "");
    case "lines":
      return String(LinesOriginal({ lines: opened.lines, marks }));
    case "transcript":
      return String(TranscriptOriginal({ ...opened, marks, words: wordsOf("en") }));
    default:
      throw new Error(`opened as ${opened.kind}`);
  }
}

const LINK = /<a (?:target="_top" )?href="\/([^"]+)"(?: target="_top")?>([^<]*)<\/a>/g;
const UNIT = /[条件次篇个项人万元]+$/u;
/** As the figure is printed, without blanks and the unit behind it. */
const toFigure = (text: string): string =>
  text
    .replace(/&#?\w+;/g, "")
    .normalize("NFKC")
    .replace(/[\s\u200B]/g, "")
    .replace(UNIT, "");

function textsByTarget(html: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [, target = "", text = ""] of html.matchAll(LINK)) {
    texts.set(target, (texts.get(target) ?? "") + text);
  }
  return texts;
}

/** What the marked element holds, tags left out. */
function textHere(html: string): string {
  const [, tag, rest = ""] = /<(\w+)[^>]* id="here"[^>]*>(.*)/s.exec(html) ?? [];
  return rest.slice(0, rest.indexOf(`</${tag}>`)).replace(/<[^>]*>/g, "");
}

describe.each(documents)("$name", (document) => {
  test("every figure leads to its cell, and every cell to the digits of its figure", async () => {
    const report = await read(document);
    const printed = report.cells.flatMap(({ address, status, raw, locator }) =>
      status === "reported" && raw !== null && locator !== null ? [{ address, raw }] : [],
    );
    expect(printed.length).toBeGreaterThan(50);
    const all = listMarks({ report });
    const marksFor = (target?: string) => new Marks(all, target, (name) => `/${name}`);
    const texts = textsByTarget(await draw(document, marksFor()));
    for (const { address, raw } of printed) {
      expect([address, toFigure(texts.get(address) ?? "")]).toEqual([address, toFigure(raw)]);
    }
    for (const place of [0, Math.floor(printed.length / 2), printed.length - 1]) {
      const { address = "", raw = "" } = printed[place] ?? {};
      const html = await draw(document, marksFor(address));
      expect([address, toFigure(textHere(html))]).toEqual([address, toFigure(raw)]);
    }
  });
});

test("in a PDF every figure has a box of its own", async () => {
  for (const name of ["luting-2023-vertical-labels", "lanyan-2022-header-on-each-page"]) {
    const { cells } = await read({
      name,
      bytes: readSource(name),
      contentType: readCaseFile(name).content_type,
    });
    const keys = cells.flatMap(({ locator, status }) =>
      locator === null || status !== "reported" ? [] : [keyOf(locator)],
    );
    expect(keys.length).toBeGreaterThan(100);
    expect(new Set(keys).size).toBe(keys.length);
  }
});
