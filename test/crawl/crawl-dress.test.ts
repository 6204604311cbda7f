import { afterEach, expect, test } from "vitest";
import { type PortalPage, startPortal } from "../portal/server.ts";
import { createStage, listPage, page, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

/** >12<, the first figure of a table */
const figure = />\d+</u;
const path = "/nb/2023.html";

/** A site whose only report is whatever `show` makes of it, and how its crawls end. */
async function open(show: (times: number, html: string) => string) {
  const html = Buffer.from(wholeReport().body).toString();
  const report = ({ times }: { readonly times: number }): PortalPage => page(show(times, html));
  const routes = { "/nb/": listPage({ [path]: "2023年政府信息公开工作年度报告" }), [path]: report };
  const portal = await startPortal({ sites: { qingshi: { routes } } });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  const source = toSource("qingshi", portal.url("qingshi", "/nb/"));
  const crawl = async () => (await bench.crawl([source])).sources[0];
  return { portal, bench, crawl };
}

const dressed = (times: number, html: string) =>
  html
    .replace(/<body[^>]*>/u, `$&<div class="top">今天是2026年1月${times}日</div>`)
    .replace("</body>", `<div>浏览次数：${1000 + times}</div></body>`);

test("a page of which only the dress changes keeps its version, and every coming of it is kept", async () => {
  const { bench, crawl } = await open(dressed);
  await crawl();
  const reports = bench.select("select * from reports");
  const { version } = bench.countRows();
  for (const _ of [2, 3]) {
    expect(await crawl()).toMatchObject({ newVersions: 0, newReports: 0, unchangedReports: 1 });
  }
  expect(bench.countRows()).toMatchObject({ version, document: 4, report: 1 });
  expect(bench.select("select * from reports")).toEqual(reports);
  expect(
    bench.select(
      "select count(distinct document_sha256) from fetches where requested_url like '%2023.html'",
    ),
  ).toEqual([[3]]);
  await bench.reparse();
  expect(bench.countRows()).toMatchObject({ version });
  expect(bench.select("select * from reports")).toEqual(reports);
});

test("beside a new dress a new figure is a new version, and the old figure the old one again", async () => {
  const { bench, crawl } = await open((times, html) =>
    dressed(times, times === 3 ? html.replace(figure, ">99887<") : html),
  );
  const current = () => bench.select("select version_id from versions where is_current = 1");
  await crawl();
  const first = current();
  expect(await crawl()).toMatchObject({ unchangedReports: 1, newVersions: 0 });
  expect(await crawl()).toMatchObject({ newVersions: 1 });
  expect(current()).not.toEqual(first);
  expect(await crawl()).toMatchObject({ unchangedReports: 1, newVersions: 0 });
  expect(current()).toEqual(first);
  const history = bench.select(
    "select version_id, is_current, superseded_because from versions order by 1",
  );
  await bench.reparse();
  expect(
    bench.select("select version_id, is_current, superseded_because from versions order by 1"),
  ).toEqual(history);
});
