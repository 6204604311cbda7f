import { afterEach, describe, expect, test } from "vitest";
import { findFileName, findFileTitle } from "../../src/crawl/file-name.ts";
import { type PortalPage, startPortal } from "../portal/server.ts";
import { encodeHtml } from "../sample/print/encode.ts";
import { createStage, listPage, page, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { namelessReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

const title = "青石县民政局2023年政府信息公开工作年度报告";
/** A header holds one byte a character. */
const latin1 = (text: string, encoding: "utf-8" | "gb18030") =>
  Buffer.from(encodeHtml(text, encoding)).toString("latin1");

describe("the file name of an answer", () => {
  test.each([
    ["raw GBK", `attachment;filename=${latin1(`${title}.docx`, "gb18030")}`],
    ["raw GBK in quotes", `attachment; filename="${latin1(`${title}.docx`, "gb18030")}"`],
    ["raw UTF-8", `attachment; filename="${latin1(`${title}.docx`, "utf-8")}"; size=3`],
    ["escaped UTF-8", `attachment;filename=${encodeURIComponent(`${title}.docx`)}`],
    [
      "RFC 8187",
      `attachment; filename="x.docx"; filename*=UTF-8''${encodeURIComponent(`${title}.docx`)}`,
    ],
    ["RFC 8187 in GBK", `inline; filename*=GBK''${escapeBytes(`${title}.docx`)}`],
    [
      "RFC 2047",
      `attachment; filename="=?UTF-8?B?${Buffer.from(`${title}.docx`).toString("base64")}?="`,
    ],
    ["a folder", `attachment; filename="C:\\\\temp\\\\${latin1(`${title}.docx`, "gb18030")}"`],
  ])("is read from %s", (_, header) => {
    expect(findFileName(header)).toBe(`${title}.docx`);
    expect(findFileTitle(header)).toBe(title);
  });

  test.each([undefined, "inline", "attachment; filename=", 'attachment; filename="../"'])(
    "is none in %s",
    (header) => {
      expect(findFileName(header)).toBeUndefined();
    },
  );

  test("says nothing if it is a code", () => {
    expect(findFileTitle("attachment; filename=5F0A.pdf")).toBeUndefined();
  });
});

function escapeBytes(text: string): string {
  return [...encodeHtml(text, "gb18030")]
    .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
    .join("");
}

describe("a document behind a download script", () => {
  const script = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=56";
  const named = (): PortalPage => ({
    ...namelessReport(),
    headers: { "content-disposition": `attachment;filename=${latin1(`${title}.htm`, "gb18030")}` },
  });

  async function start(linkText: string) {
    const routes = {
      "/nb/": listPage({ "x.htm": "2023年工作报告" }),
      "/nb/x.htm": page(`<h1>信息公开</h1><p><a href="${script}">${linkText}</a></p>`),
      [script]: named(),
    };
    const portal = await startPortal({ sites: { qingshi: { routes } } });
    const bench = createStoredBench();
    stage.keep(portal.close, bench.close);
    return { bench, source: toSource("qingshi", portal.url("qingshi", "/nb/")) };
  }

  test("is named by its answer where its link says nothing, and stays so", async () => {
    const { bench, source } = await start("点击下载");
    const reports = () => bench.select("select agency, year, title from reports");
    const said = () => bench.select("select distinct label from fetch where label like '%青石%'");
    await bench.crawl([source]);
    expect(reports()).toEqual([["青石县民政局", 2023, title]]);
    expect(said()).toEqual([[title]]);
    const again = await bench.crawl([source]);
    expect(again.sources[0]).toMatchObject({ newVersions: 0, outcomes: { unchanged: 3 } });
    await bench.reparse();
    expect(reports()).toEqual([["青石县民政局", 2023, title]]);
  });

  test("is named by its link where that says more", async () => {
    const { bench, source } = await start("白石镇2022年政府信息公开工作年度报告");
    await bench.crawl([source]);
    expect(bench.select("select year from reports")).toEqual([[2022]]);
  });
});
