import { afterAll, beforeAll, expect, test } from "vitest";
import type { DocumentContext, PageReading } from "../src/model/reading.ts";

interface Lane {
  run(task: {
    readonly bytes: Uint8Array;
    readonly context: DocumentContext;
  }): Promise<PageReading>;
  close(): Promise<void>;
}

const LIMIT_MS = 2_500;
let lane: Lane;
beforeAll(async () => {
  // Worker threads run what is compiled.
  const { ReadingLane } = await import(new URL("../dist/reading-lane.js", import.meta.url).href);
  lane = new ReadingLane("read", { threads: 1, milliseconds: LIMIT_MS, together: 4 });
});
afterAll(() => lane.close());

const read = (html: string): Promise<PageReading> =>
  lane.run({
    bytes: new TextEncoder().encode(html),
    context: {
      contentType: "text/html; charset=utf-8",
      url: "http://www.example.gov.cn/nb/1.html",
      agency: undefined,
      divisionCode: undefined,
      linkText: undefined,
    },
  });

test("documents that are handed over together come back each as itself", async () => {
  const names = Array.from({ length: 21 }, (_, at) => `第${at}页`);
  const pages = await Promise.all(names.map((name) => read(`<title>${name}</title><p>一</p>`)));
  expect(pages.map(({ title }) => title)).toEqual(names);
});

test("a document's time does not begin before its turn", async () => {
  const long = `<title>长页</title>${"<p>一行文字</p>".repeat(190_000)}`;
  // So many at once that the last wait for longer than any may take.
  const pages = await Promise.all(Array.from({ length: 16 }, () => read(long)));
  expect(new Set(pages.map(({ outcome }) => outcome.kind))).toEqual(new Set(["other"]));
}, 60_000);
