import { strToU8 } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { printHtml } from "../sample/print/html.ts";
import { printDocx } from "../sample/print/office-docx.ts";
import { printPage } from "../sample/print/page.ts";
import { printCellLines } from "../sample/print/text.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

let shelf: Shelf;
let bench: RunningBench;
const samples = new Map<string, { readonly sample: SampleReport; readonly id: number }>();

/** Reports of the same distinct figures in each format. */
beforeAll(async () => {
  shelf = openShelf();
  const written = {
    html: (sample: SampleReport) => printHtml(printPage(sample), {}),
    text: (sample: SampleReport) => printCellLines(printPage(sample)),
    word: (sample: SampleReport) => printDocx(printPage(sample)),
  };
  for (const [index, [name, print]] of Object.entries(written).entries()) {
    const sample = sampleReport(index + 1, { spread: "distinct", year: 2022 + index });
    const id = await shelf.put({ ...(await print(sample)), ...sample });
    samples.set(name, { sample, id });
  }
  bench = await startBench(shelf);
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

function given(name: string) {
  const found = samples.get(name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}

/** What stands inside the element with an id, tags left out. */
function textOf(html: string, id: string): string {
  const start = html.indexOf(`id="${id}"`);
  const end = html.indexOf("</td>", start);
  return html
    .slice(html.indexOf(">", start) + 1, end)
    .replace(/<div class="tip".*/s, "")
    .replace(/<a class="claim.*/s, "")
    .replace(/<[^>]*>/g, "");
}

test("a report shows every figure of the form, at the address of its cell", async () => {
  const { sample, id } = given("html");
  const { status, text } = await bench.get(`/reports/${id}`);
  expect(status).toBe(200);
  expect(text.startsWith("<!DOCTYPE html>")).toBe(true);
  for (const [address, value] of sample.values) expect(textOf(text, address)).toBe(String(value));
});

test("beside a cell stands what the prose says of it, and whether it is the same", async () => {
  const sample = sampleReport(31, { spread: "distinct", year: 2020 });
  const total = sample.values.get("requests.new.total") ?? 0;
  const [first, ...rest] = sample.sections;
  if (first === undefined) throw new Error("a report without sections");
  const paragraphs = [`2020年，本机关新收政府信息公开申请${total + 1}件。`];
  const page = printPage({ ...sample, sections: [{ ...first, paragraphs }, ...rest] });
  const id = await shelf.put({ ...printHtml(page, {}), ...sample });
  const { text } = await bench.get(`/reports/${id}`);
  const cell = text.slice(text.indexOf('id="requests.new.total"'));
  const said = `In the prose: ${total + 1}件: not the same`;
  expect(/<a class="claim error" href="#claims" aria-label="([^"]*)">/.exec(cell)?.[1]).toBe(said);
  expect(cell.slice(0, cell.indexOf("</td>"))).toContain(`<span>${said}</span>`);
});

test("every header of the form is there, and says what it heads", async () => {
  const { id } = given("html");
  const { text } = await bench.get(`/reports/${id}`);
  for (const { label } of form2021.tables.flatMap((table) => table.rows))
    expect(text).toContain(label);
  expect(text).toContain('scope="rowgroup" colspan="1" rowspan="8"');
  expect(text.match(/<th(?:>| [^>]*>)/g)?.filter((tag) => !tag.includes("scope="))).toEqual([]);
});

test.each(["html", "text", "word"])(
  "the original of a %s file is marked at the printed number, and leads back to the cell",
  async (name) => {
    const { sample, id } = given(name);
    for (const address of [
      "requests.new.total",
      "disclosure.rules.issued",
      "proceedings.reconsideration.upheld",
    ]) {
      const { status, text } = await bench.get(`/versions/${id}/original?target=${address}`);
      expect(status).toBe(200);
      const [before = "", after = ""] = text.split('id="here"');
      expect(before).not.toBe("");
      const shown = after
        .slice(after.indexOf(">") + 1)
        .replace(/<[^>]*>/g, "")
        .trim();
      expect(shown.startsWith(String(sample.values.get(address)))).toBe(true);
      expect(text).toContain(`href="/versions/${id}?target=${address}#${address}"`);
    }
  },
);

test("blank, dash, unreadable and absent are told apart from zero", async () => {
  const rows = [
    ["规章", "0", "/", ""],
    ["行政规范性文件", "约十二", "3", "3119"],
  ].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  const html = `<!DOCTYPE html><meta charset="utf-8"><h1>青石县水务局2024年政府信息公开工作年度报告</h1>
    <p>一、总体情况</p><p>2024年，本机关主动公开政府信息76条。</p><p>二、主动公开政府信息情况</p>
    <table><tr><td colspan="4">第二十条第（一）项</td></tr>
    <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>${rows.join("")}</table>`;
  const id = await shelf.put({
    bytes: strToU8(html),
    contentType: "text/html",
    agency: "青石县水务局",
    year: 2024,
  });
  const { text } = await bench.get(`/reports/${id}`);
  const seen = (cell: string) => textOf(text, `disclosure.${cell}`);
  expect(seen("rules.issued")).toBe("0");
  expect(seen("rules.repealed")).toBe("/ dash");
  expect(seen("rules.in_force")).toBe("blank");
  expect(seen("normative_documents.issued")).toBe("约十二 unreadable");
  expect(seen("administrative_licensing.decisions")).toBe("absent");
  expect(text).toContain("主动公开政府信息76条");
  const absent = "disclosure.administrative_licensing.decisions";
  const original = await bench.get(`/versions/${id}/original?target=${absent}`);
  expect(original.text).toContain("Where this number stands in the document is not known.");
});

test("a cell has an address of its own, which leads to it in its report", async () => {
  const { id } = given("html");
  const { status, headers } = await bench.get(`/reports/${id}/cells/requests.granted.total`);
  expect(status).toBe(302);
  expect(headers.get("location")).toBe(
    `/reports/${id}?target=requests.granted.total#requests.granted.total`,
  );
});

test("the rows of a report are to be had as CSV and JSON, with the SQL that gives them", async () => {
  const { sample, id } = given("html");
  const json = await bench.get(`/versions/${id}/cells?format=json`);
  const cells: { table_name: string; row_name: string; column_name: string; value: number }[] =
    JSON.parse(json.text);
  expect(
    cells.map((cell) => [`${cell.table_name}.${cell.row_name}.${cell.column_name}`, cell.value]),
  ).toEqual([...sample.values]);
  const csv = await bench.get(`/versions/${id}/cells?format=csv`);
  expect(csv.text.trimEnd().split("\n")).toHaveLength(cells.length + 1);
  const { text: sql } = await bench.get(`/versions/${id}/cells?format=sql`);
  expect(shelf.writer.database.prepare(sql).all()).toEqual(cells);
});

test("the bytes of a document come as they were received", async () => {
  const { id } = given("text");
  const { headers, text } = await bench.get(`/versions/${id}/document`);
  const { sha256 } = shelf.writer.database
    .prepare<[number], { sha256: string }>(
      "select document_sha256 as sha256 from versions where version_id = ?",
    )
    .get(id) ?? { sha256: "" };
  expect(headers.get("content-disposition")).toBe(`attachment; filename="${sha256}"`);
  expect(text).toBe(new TextDecoder().decode(await shelf.archive.get(sha256)));
});

test("the language is that of the browser, until a person chooses another", async () => {
  const path = `/reports/${given("html").id}`;
  expect((await bench.get(path, { "accept-language": "zh-CN,zh;q=0.9" })).text).toContain(
    'lang="zh-CN" data-theme',
  );
  expect((await bench.get(path, { "accept-language": "de,en;q=0.5,zh;q=0.1" })).text).toContain(
    '<html lang="en"',
  );
  const chosen = await bench.get(`/preferences?language=zh&back=${path}`);
  const cookie = String(chosen.headers.get("set-cookie")).split(";")[0] ?? "";
  expect((await bench.get(path, { cookie, "accept-language": "en" })).text).toContain(
    '<html lang="zh-CN"',
  );
});

test("an earlier version says so, and lists the cells in which it differs from the current one", async () => {
  const sample = sampleReport(77, { spread: "distinct", year: 2021 });
  const id = await shelf.put({ ...printHtml(printPage(sample), {}), ...sample });
  const other = new Map(sample.values).set("disclosure.rules.issued", 4_321);
  await shelf.put({ ...printHtml(printPage({ ...sample, values: other }), {}), ...sample });
  const versions = shelf.writer.database
    .prepare<[number], { version_id: number; is_current: number }>(
      "select version_id, is_current from versions where report_id = ?",
    )
    .all(id);
  const earlier = versions.find(({ is_current }) => is_current === 0)?.version_id;
  const { text } = await bench.get(`/versions/${earlier}`);
  expect(text).toContain("This is an earlier version.");
  const [, list = ""] = text.split('<h2 id="differences">');
  const rows = list.slice(0, list.indexOf("</table>")).match(/<td class="number">[^<]*/g);
  const figures = rows?.map((cell) => cell.slice(cell.indexOf(">") + 1)).sort();
  expect(figures).toEqual(["4321", String(sample.values.get("disclosure.rules.issued"))].sort());
  expect((await bench.get(`/reports/${id}`)).text).not.toContain('id="differences"');
});
