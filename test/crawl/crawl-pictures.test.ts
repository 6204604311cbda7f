import { afterEach, expect, test } from "vitest";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import { readDocument } from "../../src/pipeline.ts";
import { listDocumentsToRead } from "../../src/store/reparse.ts";
import { printWorkbook } from "../sample/print/office-xlsx.ts";
import { type PrintedSection, printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { createStage, listPage, page, paths, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();
afterEach(stage.close);

const TITLE = "青渚县水利局2024年政府信息公开工作年度报告";
const png = (mark: number) => ({
  body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, mark]),
  contentType: "image/png",
});
const article = page(`<title>${TITLE}</title><div class="top"><img src="/logo.png"></div>
  <div class="article"><h1>${TITLE}</h1><p>发布时间：2025-01-10</p>
  <h2>一、总体情况</h2><p>全年主动公开信息12条。</p><h2>二、主动公开政府信息情况</h2><p><img src="two.png"></p>
  <h2>三、收到和处理政府信息公开申请情况</h2><p><img src="/files/three.png"></p>
  <h2>四、政府信息公开行政复议、行政诉讼情况</h2><h2>五、存在的主要问题及改进情况</h2><p>无。</p>
  <h2>六、其他需要报告的事项</h2><p>无。</p></div>`);
const routes = {
  "/nb/": listPage({ "2024.html": TITLE }),
  "/nb/2024.html": article,
  "/nb/two.png": png(2),
  "/files/three.png": png(3),
};

const withoutProse = (section: PrintedSection) => ({ ...section, paragraphs: [] });

const PICTURES = `select p.source, f.outcome, f.requested_url, d.byte_length
  from page_picture p join fetch f using (fetch_id) left join document d on d.document_id = f.document_id
  order by p.source`;

async function openSite(
  site: Parameters<typeof stage.start>[0][string],
  effects: Pick<CrawlEffects, "readPictures"> = {},
) {
  const { portal } = await stage.start({ qingzhu: site });
  const stored = createStoredBench(effects);
  stage.keep(stored.close);
  return { portal, stored, source: toSource("qingzhu", portal.url("qingzhu", "/nb/")) };
}

test("pictures in which a report's tables may stand are archived with it, and only asked for once", async () => {
  const { portal, stored, source } = await openSite({ routes });
  await stored.crawl([source]);
  expect(stored.select(PICTURES)).toEqual([
    ["/files/three.png", "fetched", portal.url("qingzhu", "/files/three.png"), 9],
    ["two.png", "fetched", portal.url("qingzhu", "/nb/two.png"), 9],
  ]);
  expect(stored.select("select code from finding where code = 'document_is_image'")).toHaveLength(
    1,
  );
  expect(paths(portal)).not.toContain("/logo.png");
  const before = portal.entries.length;
  await stored.crawl([source]);
  const again = portal.entries.slice(before).map(({ path }) => path);
  expect(again.filter((path) => path.endsWith(".png"))).toEqual([]);
});

test("a picture that could not be had is asked for again by the next crawl", async () => {
  const faults = { "/nb/two.png": { kind: "status", status: 404, times: 1 } } as const;
  const { stored, source } = await openSite({ routes, faults });
  await stored.crawl([source]);
  const outcomes = () =>
    stored.select("select outcome from fetch where requested_url like '%two.png'");
  expect(outcomes()).toEqual([["gone"]]);
  await stored.crawl([source]);
  expect(outcomes()).toEqual([["gone"], ["fetched"]]);
  expect(stored.select(PICTURES)).toHaveLength(2);
});

test("a page that changed has its pictures asked for anew, and both documents keep theirs", async () => {
  let look = 0;
  const changing = () => {
    look += 1;
    return { ...article, body: `${article.body}<!-- ${look} -->` };
  };
  const replaced = () => png(look);
  const { stored, source } = await openSite({
    routes: { ...routes, "/nb/2024.html": changing, "/nb/two.png": replaced },
  });
  await stored.crawl([source]);
  await stored.crawl([source]);
  const pictures = [...listDocumentsToRead(stored.store)]
    .slice(1)
    .map((document) => [...document.pictures].map(([name]) => name));
  expect(pictures).toEqual([
    ["/files/three.png", "two.png"],
    ["/files/three.png", "two.png"],
  ]);
  const seen = stored.select(`select count(distinct f.document_id) from page_picture
    join fetch f using (fetch_id) where source = 'two.png'`);
  expect(seen).toEqual([[2]]);
});

test("reading everything again leaves pictures to their pages", async () => {
  const { stored, source } = await openSite({ routes });
  await stored.crawl([source]);
  const rows = stored.countRows();
  await stored.reparse();
  expect(stored.countRows()).toEqual(rows);
});

test("what OCR reads of a page and its pictures is stored, and stays where a later look is without it", async () => {
  const handed: string[][] = [];
  const { stored, source } = await openSite(
    { routes },
    {
      // As OCR would: the page with what stands in its pictures, and a word that it was so read.
      readPictures: async (bytes, context, pictures) => {
        handed.push([...pictures].map(([name, { length }]) => `${name} ${length}`).sort());
        const reading = await readDocument(bytes, context);
        if (reading.outcome.kind !== "report") throw new Error("expected a report");
        const { unread: _, ...outcome } = reading.outcome;
        const message = { en: "read by OCR", zh: "经OCR识别" };
        const read = { code: "read_by_ocr", severity: "warning", message, cells: [] } as const;
        return { ...reading, outcome: { ...outcome, findings: [...outcome.findings, read] } };
      },
    },
  );
  await stored.crawl([source]);
  expect(handed).toEqual([["/files/three.png 9", "two.png 9"]]);
  const codes = () => stored.select("select code from finding where code = 'read_by_ocr'");
  expect(codes()).toHaveLength(1);
  await stored.reparse();
  expect(codes()).toHaveLength(1);
});

test("a page that holds only an attachment gives it its title and date", async () => {
  const whole = printPage(sampleReport(7, { spread: "distinct" }));
  // Its tables alone: nothing in it says whose they are.
  const tables = { ...whole, title: [], sections: whole.sections.slice(1, 4).map(withoutProse) };
  const { bytes, contentType } = printWorkbook(tables);
  const { stored, source } = await openSite({
    routes: {
      "/nb/": listPage({ "2024.html": TITLE }),
      "/nb/2024.html": page(`<title>青渚县人民政府</title><div class="article"><h1>${TITLE}</h1>
        <p>发布时间：2025-01-10 来源：县水利局</p><p><a href="/files/1.xlsx">附件1</a></p></div>`),
      "/files/1.xlsx": { body: Buffer.from(bytes), contentType },
    },
  });
  await stored.crawl([source]);
  expect(
    stored.select("select agency, year, published_on, published_from, final_url from reports"),
  ).toEqual([
    ["青渚县水利局", 2024, "2025-01-10", "metadata", expect.stringContaining("/files/1.xlsx")],
  ]);
  const rows = stored.countRows();
  await stored.reparse();
  expect(stored.countRows()).toEqual(rows);
});
