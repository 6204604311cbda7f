import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import type { CrawlOptions } from "../../src/crawl/crawl.ts";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import { readDocument } from "../../src/pipeline.ts";
import { toScannedPdf } from "../decode/scan/scanner.ts";
import type { Fault } from "../portal/faults.ts";
import type { PortalPage } from "../portal/server.ts";
import { createStage, listPage, page, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

const path = "/nb/2023.html";
const listed = listPage({ [path]: "2023年政府信息公开工作年度报告" });
const html = Buffer.from(wholeReport().body).toString();
const withLinks = (links: string): PortalPage => page(html.replace("</body>", `${links}</body>`));

async function open(
  routes: Record<string, PortalPage>,
  { start = "/nb/", faults = {} as Record<string, Fault>, effects = {} as Effects } = {},
) {
  const { portal } = await stage.start({ qingshi: { routes, faults } });
  const stored = createStoredBench(effects);
  stage.keep(stored.close);
  const source = toSource("qingshi", portal.url("qingshi", start));
  /** What a crawl asked for, with the answers' status. */
  const crawl = async (wishes: Partial<typeof source> = {}, options: CrawlOptions = {}) => {
    const before = portal.entries.length;
    await stored.crawl([{ ...source, ...wishes }], options);
    return portal.entries
      .slice(before)
      .filter((entry) => entry.path !== "/robots.txt")
      .map((entry) => `${entry.path} ${entry.status}`);
  };
  return { stored, crawl };
}

type Effects = Partial<Pick<CrawlEffects, "readPictures" | "renderer">>;

describe("an unchanged report that stands is looked at again", () => {
  test("where it stands in the place of a list", async () => {
    const start = "/module/xxgk/xxgkAnnualReport.jsp?area=001&fbtime=2023";
    const years = [2021, 2022].map((year) => start.replace("2023", `${year}`));
    const routes = {
      [start]: withLinks(
        `<select><option value="2021">2021年</option><option value="2022">2022年</option>
        <option value="2023">2023年</option></select>`,
      ),
      ...Object.fromEntries(years.map((year, index) => [year, wholeReport(2021 + index)])),
    };
    const { crawl } = await open(routes, { start });
    await crawl({}, { sinceYear: 2023 });
    const again = await crawl({}, { sinceYear: 2021 });
    expect(again).toContain(`${start} 304`);
    expect(again).toEqual(expect.arrayContaining(years.map((year) => `${year} 200`)));
  });

  test("once earlier years are wanted of what is attached to it", async () => {
    const attached = "/nb/2020.doc";
    const links = `<a href="${attached}">2020年政府信息公开工作年度报告.doc</a>`;
    const routes = {
      "/nb/": listed,
      [path]: withLinks(links),
      [attached]: { body: "{\\rtf1 x}", contentType: "application/msword" },
    };
    const { crawl } = await open(routes);
    expect(await crawl({}, { sinceYear: 2022 })).toHaveLength(2);
    expect(await crawl({}, { sinceYear: 2022 })).toEqual(["/nb/ 304", `${path} 304`]);
    expect(await crawl()).toEqual(["/nb/ 304", `${path} 304`, `${attached} 200`]);
  });

  test("once its source is to be opened in a browser", async () => {
    const rendered = html.replace(/>\d+</u, ">99887<");
    const renderer: Effects["renderer"] = {
      render: ({ url }) =>
        Promise.resolve({ kind: "rendered", html: rendered, url, isCutShort: false }),
      close: () => Promise.resolve(),
    };
    const { stored, crawl } = await open(
      { "/nb/": listed, [path]: wholeReport() },
      { effects: { renderer } },
    );
    await crawl({ render: "http" });
    await crawl({ render: "browser", start: [] });
    expect(stored.select("select count(*) from cells where value = 99887")).toEqual([[1]]);
  });

  test("once what stands in pictures can be read, in a page or a scan", async () => {
    const seen: string[] = [];
    const effects: { readPictures?: CrawlEffects["readPictures"] } = {};
    const pictured = page(html.replace(/<table[\s\S]*?<\/table>/gu, '<p><img src="t.png"></p>'));
    const scan = "/nb/2022.pdf";
    const png = await sharp({
      create: { width: 800, height: 1100, channels: 3, background: "#fff" },
    })
      .png()
      .toBuffer();
    const bytes = await toScannedPdf([{ png, dpi: 96 }], 80);
    const routes = {
      "/nb/": listPage({
        [path]: "2023年政府信息公开工作年度报告",
        [scan]: "2022年政府信息公开工作年度报告",
      }),
      [path]: pictured,
      [scan]: { body: bytes, contentType: "application/pdf" },
    };
    const { crawl } = await open(routes, { effects });
    await crawl();
    effects.readPictures = (bytes, context) => {
      seen.push(new URL(context.url).pathname);
      return readDocument(bytes, context);
    };
    await crawl();
    expect(seen).toEqual([path, scan]);
    await crawl();
    // Nothing came of it, and a scan is no list: OCR takes a minute for it.
    expect(seen.filter((name) => name === scan)).toHaveLength(1);
  });
});

test("what is attached to an unchanged report is asked for until it comes", async () => {
  const attached = "/nb/2023.doc";
  const { crawl } = await open(
    {
      "/nb/": listed,
      [path]: withLinks(`<a href="${attached}">附件.doc</a>`),
      [attached]: { body: "{\\rtf1 x}", contentType: "application/msword" },
    },
    { faults: { [attached]: { kind: "status", status: 500, times: 3 } } },
  );
  expect(await crawl()).toContain(`${attached} 500`);
  expect(await crawl()).toEqual(["/nb/ 304", `${path} 304`, `${attached} 200`]);
});
