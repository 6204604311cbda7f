import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { printCellLines } from "../sample/print/text.ts";
import { type BadDocument, type Ending, toBytes, victim } from "./bad-document.ts";

const HTML = "text/html; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";
const MANY = 100_000;
const MEGABYTE = 1024 * 1024;

const page = printPage(victim);
const report = printHtml(page).text;
/** The report with markup before its first heading. */
const reportAfter = (markup: string): string => report.replace("<h1>", `${markup}<h1>`);
const reportBefore = (markup: string): string => report.replace("</body>", `${markup}</body>`);
const inRow = (cells: string): string => `<body><table><tr>${cells}</tr></table>`;

const html = (name: string, make: () => string, ...ends: readonly Ending[]): BadDocument => ({
  name,
  contentType: HTML,
  make: () => toBytes(make()),
  ends,
});
const text = (name: string, make: () => string, ...ends: readonly Ending[]): BadDocument => ({
  ...html(name, make, ...ends),
  contentType: TEXT,
});

const table = "<table><tr><td>甲</td><td>1</td></tr></table>";

/** Pages and texts: nesting, size, spans, and what is called a page but is none. */
export const badMarkup: readonly BadDocument[] = [
  html("nothing at all", () => "", "empty"),
  html("a page of white space", () => "<html><body> \n&nbsp;\t</body></html>", "empty"),
  html("a report and 10,000 tables", () => reportBefore(table.repeat(10_000)), "whole report"),
  html(
    "a report after 15,000 fonts never closed",
    () => reportAfter('<font color="red">'.repeat(15_000)),
    "whole report",
  ),
  html(
    "a report after 100,000 fonts never closed",
    () => reportAfter('<font color="red">'.repeat(MANY)),
    "too_deep",
  ),
  html(
    "a report with a font never closed in every cell",
    () => report.replaceAll("<td>", "<td><font><b><span>"),
    "whole report",
  ),
  html("100,000 spans, one in the other", () => nest("span"), "no report", "too_deep"),
  html("100,000 blocks, one in the other", () => nest("div"), "no report", "too_deep"),
  html(
    "100,000 tables, one in the other",
    () => nest("table", "<tr><td>"),
    "no report",
    "too_deep",
  ),
  html(
    "a report after 100,000 blocks never closed",
    () => reportAfter("<div>".repeat(MANY)),
    "too_deep",
  ),
  html("600 tables, one in the other", () => "<table><tr><td>".repeat(600), "no report", "empty"),
  html("a row of a million cells", () => inRow("<td>1".repeat(10 * MANY)), "too_large"),
  html("a cell of 20 MB", () => inRow(`<td>${"1234567890".repeat(2 * MEGABYTE)}`), "no report"),
  html("a word of 20 MB", () => `<p>${"年".repeat(7 * MEGABYTE)}`, "no report"),
  html(
    "a report in whose last row a cell spans a million columns and a milliard rows",
    () => reportBefore('<table><tr><td colspan="1000000" rowspan="1000000000">1</table>'),
    "whole report",
  ),
  html(
    "10,000 cells, each over 1,000 columns and rows",
    () =>
      `<table>${'<tr><td colspan="1000" rowspan="1000">予以公开<td colspan="1000" rowspan="1000">1'.repeat(5_000)}</table>`,
    "no report",
  ),
  html(
    "a table of section three whose cells each span 1,000 rows",
    () => reportBefore("").replaceAll("<td", '<td rowspan="1000"'),
    "no report",
    "whole report",
  ),
  html("a tag of a million attributes", () => `<p ${attributes(10 * MANY)}>文</p>`, "no report"),
  html("5 million entities", () => `<p>${"&amp;".repeat(5 * MEGABYTE)}`, "no report"),
  html("33 MB of markup", () => "<p>段</p>".repeat(3.5 * MEGABYTE), "too_large"),
  html("31 MB of paragraphs", () => "<p>段</p>".repeat(3 * MEGABYTE), "too_large"),
  html("a million links", () => '<a href="/x">链</a>'.repeat(10 * MANY), "no report"),
  html("a million headings", () => "<h2>一、总体情况</h2>".repeat(10 * MANY), "too_large"),
  text("a text of 30 MB in one line", () => "0 ".repeat(15 * MEGABYTE), "no report"),
  text("a text of ten million tabs", () => "\t".repeat(10 * MEGABYTE), "no report", "empty"),
  text("a text of five million lines", () => "甲\t0\n".repeat(3 * MEGABYTE), "too_large"),
  {
    name: "half a report in UTF-8, cut inside a character",
    contentType: HTML,
    make: () => printHtml(page).bytes.subarray(0, 3_001),
    ends: ["doubted report"],
  },
  {
    name: "random bytes called a page",
    contentType: HTML,
    make: () => Uint8Array.from({ length: 50_000 }, (_, index) => (index * 2_654_435_761) >>> 13),
    ends: ["unsupported_format", "no report"],
  },
  {
    name: "a report that a server calls a picture",
    contentType: "image/png",
    make: () => printHtml(page).bytes,
    ends: ["whole report"],
  },
  {
    name: "a page called .doc",
    contentType: "application/msword",
    make: () => printHtml(page).bytes,
    ends: ["whole report"],
  },
  {
    name: "a text called .xls",
    contentType: "application/vnd.ms-excel",
    make: () => printCellLines(page).bytes,
    ends: ["whole report"],
  },
  {
    name: "a login page called .pdf",
    contentType: "application/pdf",
    make: () =>
      toBytes(
        '<html><head><title>用户登录</title></head><body><form><input name="user">请登录</form></body></html>',
      ),
    ends: ["no report"],
  },
  {
    name: "a web archive of 100,000 parts",
    contentType: "multipart/related",
    make: () =>
      toBytes(
        `MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n${"--x\n\n".repeat(MANY)}--x--`,
      ),
    ends: ["undecodable"],
  },
  {
    name: "a web archive whose header never ends",
    contentType: "multipart/related",
    make: () => toBytes(`${"a: b\n c\n".repeat(MANY)}Content-Type: multipart/related`),
    ends: ["too_large"],
  },
];

function nest(element: string, between = ""): string {
  const open = `<${element}>${between}`.repeat(MANY);
  return `<body>${open}文${`</${element}>`.repeat(MANY)}`;
}

function attributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}="x"`).join(" ");
}
