import { rmSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import type { PortalPage, PortalRequest } from "../portal/server.ts";
import { createStage, page, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";
import { wholeReport } from "./stored-pages.ts";

const stage = createStage();

afterEach(stage.close);

const path = "/r.html";
const none = { etag: "", "last-modified": "" };
const report = (headers: Record<string, string>) => ({ ...wholeReport(), headers });

/** Crawls a page so often that a function answers for; gives what was sent each time, and what is stored of it. */
async function crawlTimes(count: number, answer: (request: PortalRequest) => PortalPage) {
  const { portal } = await stage.start({ qingshi: { routes: { [path]: answer } } });
  const stored = createStoredBench();
  stage.keep(stored.close);
  const source = toSource("qingshi", portal.url("qingshi", path));
  for (let crawl = 0; crawl < count; crawl += 1) {
    await stored.crawl([source], { retry: { attempts: 1 } });
  }
  const asked = portal.entries.filter((entry) => entry.path === path);
  expect(new Set(portal.entries.map(({ method }) => method))).toEqual(new Set(["GET"]));
  const sent = asked.map(({ headers }) => [headers["if-none-match"], headers["if-modified-since"]]);
  return { sent, fetches: stored.select("select outcome, reason from fetches"), stored };
}

describe("the validators of a page", () => {
  test.each([
    ["a weak tag", { etag: 'W/"7-abc"', "last-modified": "" }],
    ["a tag without its quotes", { etag: "abc", "last-modified": "" }],
    ["a date alone", { etag: "", "last-modified": "Mon, 20 Jan 2025 01:00:00 GMT" }],
    ["a date that is none", { etag: "", "last-modified": "2025/1/20 9:00" }],
  ])("are sent back as they came: %s", async (_, headers) => {
    const { sent } = await crawlTimes(2, () => report(headers));
    const { etag, "last-modified": modified } = headers;
    expect(sent).toEqual([
      [undefined, undefined],
      [etag || undefined, modified || undefined],
    ]);
  });

  test("are those of the last answer, though the page is the same each time", async () => {
    const { sent, stored } = await crawlTimes(4, ({ times }) =>
      times === 3 ? report(none) : report({ ...none, etag: `"${times}"` }),
    );
    expect(sent.map(([etag]) => etag)).toEqual([undefined, '"1"', '"2"', undefined]);
    expect(stored.countRows()).toMatchObject({ version: 1, document: 1, fetch: 4 });
  });

  test("do not let a server say that nothing has changed where nothing is held", async () => {
    const { fetches, stored } = await crawlTimes(2, ({ times }) =>
      times === 1 ? { ...page(""), status: 304 } : wholeReport(),
    );
    expect(fetches).toEqual([
      ["unreachable", "the server answered 304, which means nothing to this request"],
      ["fetched", null],
    ]);
    expect(stored.select("select count(*) from reports")).toEqual([[1]]);
  });

  test("are of use to a server that says so again and again, though the archive lost the page", async () => {
    const { portal } = await stage.start({
      qingshi: {
        routes: {
          [path]: ({ times }) => (times === 1 ? wholeReport() : { ...page(""), status: 304 }),
        },
      },
    });
    const stored = createStoredBench();
    stage.keep(stored.close);
    const source = toSource("qingshi", portal.url("qingshi", path));
    await stored.crawl([source]);
    rmSync(stored.archiveFolder, { recursive: true });
    const before = portal.entries.length;
    const summary = await stored.crawl([source], { retry: { attempts: 1 } });
    expect(summary.sources[0]).toMatchObject({ outcomes: { unreachable: 1 } });
    // Robots.txt, whether it has changed, and the whole.
    expect(portal.entries.length - before).toBe(3);
    expect(stored.select("select count(*) from reports")).toEqual([[1]]);
  });
});
