import { afterEach, expect, test } from "vitest";
import { startPortal } from "../portal/server.ts";
import { createStage, listPage, page, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

test("a page that is replaced by a notice is recorded as gone or refused, and its report stays", async () => {
  let year = 1;
  const later = (html: string) => () => (year === 1 ? wholeReport() : page(html));
  const label = "2023年政府信息公开工作年度报告";
  const portal = await startPortal({
    sites: {
      qingshi: {
        routes: {
          "/nb/": listPage({ "gone.html": label, "wall.html": label }),
          "/nb/gone.html": later("<title>404-页面不存在</title><p>页面不存在</p>"),
          "/nb/wall.html": later("<title>安全验证</title><p>请完成安全验证</p>"),
        },
      },
    },
  });
  const bench = createStoredBench();
  stage.keep(portal.close, bench.close);
  const source = toSource("qingshi", portal.url("qingshi", "/nb/"));
  await bench.crawl([source]);
  const reports = bench.select("select * from reports");
  const { reading, version, report } = bench.countRows();
  year = 2;
  const summary = await bench.crawl([source]);
  expect(summary.sources[0]).toMatchObject({ outcomes: { unchanged: 1, gone: 1, refused: 1 } });
  expect(
    bench.select("select state, substr(reason, 1, 12) from address where role = 'report'"),
  ).toEqual([
    ["gone", "the page say"],
    ["refused", "a challenge "],
  ]);
  expect(bench.select("select * from reports")).toEqual(reports);
  expect(bench.countRows()).toMatchObject({ reading, version, report });
  // The notices are kept as evidence.
  expect(
    bench.select("select outcome, document_sha256 is not null from fetches where run_id = 2"),
  ).toEqual([
    ["unchanged", 1],
    ["gone", 1],
    ["refused", 1],
  ]);
  // Both come back.
  year = 1;
  expect((await bench.crawl([source])).sources[0]).toMatchObject({
    unchangedReports: 2,
    newVersions: 0,
  });
});
