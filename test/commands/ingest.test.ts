import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

/** Outline and text of a report, and not a word of its year. */
const YEARLESS = page(
  "青汀县水务局政府信息公开工作年度报告",
  [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
  ]
    .map((heading) => `<h2>${heading}</h2><p>我局认真做好政府信息公开工作。</p>`)
    .join(""),
);

const report = sampleReport(7);
const { bytes: reportBytes } = printHtml(printPage(report), {});

async function ingestJson(place: Workplace, ...words: string[]) {
  const ended = await place.run("ingest", "--json", ...words);
  return { ...ended, result: ended.stdout === "" ? undefined : JSON.parse(ended.stdout) };
}

function archivePath(place: Workplace, bytes: Uint8Array | string): string {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return place.path("data", "archive", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

describe("a file that cannot be read as a report is told of, archived, and leaves the others alone", () => {
  const cases: readonly [name: string, content: string | Uint8Array, sentence: string][] = [
    ["empty.html", "", "the document is empty (0 bytes)"],
    [
      "binary.doc",
      Uint8Array.of(0, 1, 2, 3, 0, 255),
      "met a binary document; its bytes are in the archive",
    ],
    [
      "deep.html",
      `<html><body>${"<div>".repeat(100_000)}x`,
      "expected elements nested at most 20000 deep, met more",
    ],
    [
      "yearless.html",
      YEARLESS,
      "a report, but neither its title, its text nor the page says for which year",
    ],
    [
      "large.html",
      Buffer.concat([Buffer.from("<html><body>"), Buffer.alloc(50 * 1024 * 1024, "<p>text</p>")]),
      "expected at most 33554432 bytes of html, met 52428812",
    ],
  ];

  test("all of them in one folder, with a good one", async () => {
    const place = makeWorkplace();
    for (const [name, content] of cases) place.write(join("in", name), content);
    place.write("in/report.html", reportBytes);
    place.write("in/notes.md", "not a document");
    const { code, result, stderr } = await ingestJson(place, "in");
    expect(code).toBe(3);
    expect(result).toMatchObject({ asked: 6, failed: 5, new_reports: 1, ignored: 1 });
    for (const [name, content, sentence] of cases) {
      const path = place.path("in", name);
      expect(result.failures).toContainEqual({ path, reason: expect.stringContaining(sentence) });
      expect(stderr).toContain(sentence);
      expect(existsSync(archivePath(place, content))).toBe(true);
    }
    const [stored] = place.rows("select agency, year from reports");
    expect(stored).toEqual({ agency: report.agency, year: report.year });
    const status = await place.run("status");
    expect(status.stdout).toContain("local files  year unknown");
    const reparsed = await place.run("reparse");
    expect(reparsed.code).toBe(3);
    expect(reparsed.stdout).toMatch(/^0 new versions, 0 new reports\n6 documents: .*, 5 failed; /);
    expect(place.rows("select command from run")).toEqual([{ command: "ingest" }]);
  });
});

test("a page that is no report is counted, archived and not stored, and that is no failure", async () => {
  const place = makeWorkplace();
  const notice = page("青汀县召开政务公开工作会议", "<p>会议强调……</p>");
  place.write("notice.html", notice);
  const { code, stdout, stderr } = await place.run("ingest", "notice.html");
  expect(code).toBe(0);
  expect(stdout).toBe("1 file: 0 clean, 0 doubtful, 0 failed, 1 not a report; 0 findings\n");
  expect(stderr).toContain("notice.html: no title of a report");
  expect(existsSync(archivePath(place, notice))).toBe(true);
  expect(place.rows("select 1 from report")).toEqual([]);
});

test("a page whose charset is not what it says is read all the same", async () => {
  const place = makeWorkplace();
  const { bytes } = printHtml(printPage(report), { encoding: "gb18030", metaCharset: "utf-8" });
  place.write("report.html", bytes);
  expect((await place.run("ingest", "report.html")).code).toBe(0);
  expect(place.rows("select agency, year from reports")).toEqual([
    { agency: report.agency, year: report.year },
  ]);
});

test("the same file again changes nothing but the log of what was read", async () => {
  const place = makeWorkplace();
  place.write("report.html", reportBytes);
  await place.run("ingest", "report.html");
  const again = await ingestJson(place, "report.html");
  expect(again).toMatchObject({ code: 0, result: { new_reports: 0, new_versions: 0 } });
  expect(place.rows("select count(*) as versions from version")).toEqual([{ versions: 1 }]);
});

describe("paths that lead to nothing end with 2 before anything is done", () => {
  const place = makeWorkplace();
  mkdirSync(place.path("bare"));
  test.each([
    ["missing.html", "nianbao: missing.html does not exist: check the path\n"],
    ["bare", "nianbao: no documents in bare: expected files named .html .htm "],
    ["/dev/zero", "nianbao: /dev/zero is neither a file nor a folder: check the path\n"],
  ])("%s", async (path, sentence) => {
    const ended = await place.run("ingest", path);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(sentence);
    expect(existsSync(place.path("data"))).toBe(false);
  });
});

test.skipIf(process.getuid?.() !== 0)(
  "a file that goes away or may not be read is that file's failure",
  async () => {
    const place = makeWorkplace();
    place.write("in/a.html", reportBytes);
    // Nobody can read it, not even root: the kernel says "invalid argument".
    execFileSync("ln", ["-s", "/proc/self/mem", place.path("b.html")]);
    const { code, result, stderr } = await ingestJson(place, "in", "b.html");
    expect(code).toBe(3);
    expect(result).toMatchObject({ new_reports: 1, failed: 1 });
    expect(stderr).toContain("the file cannot be read: EIO");
  },
);
