import { describe, expect, test } from "vitest";
import type { Exchange } from "../../src/crawl/http.ts";
import { createRobots, createRobotsCache, type RobotsCache } from "../../src/crawl/robots.ts";

const page = new URL("http://www.qingshi.example/zfxxgk/2024.html");

function newRobots(cache: RobotsCache = createRobotsCache()) {
  const notes: string[] = [];
  let nowMs = Date.parse("2025-01-20T00:00:00Z");
  const clock = { now: () => new Date(nowMs), monotonicMs: () => nowMs, sleep: async () => {} };
  const robots = createRobots({ cache, clock, onNote: (_, note) => notes.push(note) });
  const pass = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { robots, notes, pass };
}

function answer(status: number, body?: string): Exchange {
  return {
    kind: "answer",
    status,
    headers: {},
    body: body === undefined ? undefined : Buffer.from(body),
  };
}
const answering = (exchange: Exchange) => () => Promise.resolve(exchange);
const rules = (text: string) => answering(answer(200, text));

describe("robots.txt", () => {
  test("that names us closes what it closes", async () => {
    const { robots } = newRobots();
    const text =
      "User-agent: *\nDisallow:\n\nUser-agent: Nianbao\nDisallow: /zfxxgk/\nAllow: /zfxxgk/open";
    expect(await robots.check(page, rules(text))).toMatchObject({
      kind: "failed",
      outcome: "refused",
      isPassing: false,
      reason: "robots.txt of www.qingshi.example closes /zfxxgk/2024.html (line 5)",
    });
    const open = new URL("/zfxxgk/open.html", page);
    expect(await robots.check(open, rules(text))).toEqual({ kind: "allowed", crawlDelayMs: 0 });
  });

  test.each([401, 403, 404, 410])("answered %i sets no rules", async (status) => {
    const { robots } = newRobots();
    expect(await robots.check(page, answering(answer(status)))).toMatchObject({ kind: "allowed" });
  });

  test.each([500, 503, 429, 302])("answered %i closes the site for now", async (status) => {
    const { robots } = newRobots();
    expect(await robots.check(page, answering(answer(status)))).toMatchObject({
      kind: "failed",
      outcome: "refused",
      isPassing: true,
    });
  });

  test("that cannot be had closes the site, and is asked for again after a while", async () => {
    const { robots, pass } = newRobots();
    const dead: Exchange = {
      kind: "failed",
      outcome: "unreachable",
      reason: "the connection was refused",
      isPassing: true,
    };
    expect(await robots.check(page, answering(dead))).toMatchObject({
      outcome: "unreachable",
      isPassing: true,
    });
    expect(await robots.check(page, rules(""))).toMatchObject({ kind: "failed" });
    pass(6 * 60_000);
    expect(await robots.check(page, rules(""))).toMatchObject({ kind: "allowed" });
  });

  test("is asked for once in a day, by however many pages", async () => {
    const { robots, pass } = newRobots();
    const asked: string[] = [];
    const ask = async (url: URL) => {
      asked.push(url.href);
      await Promise.resolve();
      return answer(200, "User-agent: *\nDisallow: /private/");
    };
    await Promise.all(Array.from({ length: 5 }, () => robots.check(page, ask)));
    pass(23 * 3_600_000);
    await robots.check(page, ask);
    expect(asked).toEqual(["http://www.qingshi.example/robots.txt"]);
    pass(2 * 3_600_000);
    await robots.check(page, ask);
    expect(asked).toHaveLength(2);
  });

  test("kept from an earlier crawl is not asked for again", async () => {
    const cache = createRobotsCache();
    await newRobots(cache).robots.check(page, rules("User-agent: *\nDisallow: /"));
    const refuse = () => Promise.reject(new Error("asked again"));
    expect(await newRobots(cache).robots.check(page, refuse)).toMatchObject({ kind: "failed" });
  });

  test("with a Crawl-delay slows us, up to a minute, with a note beyond", async () => {
    const { robots, notes } = newRobots();
    const text = (seconds: number) => rules(`User-agent: *\nCrawl-delay: ${seconds}`);
    expect(await robots.check(page, text(7))).toEqual({ kind: "allowed", crawlDelayMs: 7_000 });
    expect(notes).toEqual([]);
    const other = new URL("http://www.baishi.example/");
    expect(await robots.check(other, text(3600))).toEqual({
      kind: "allowed",
      crawlDelayMs: 60_000,
    });
    await robots.check(other, text(3600));
    expect(notes).toEqual(["Crawl-delay 3600 s is kept as 60 s"]);
  });

  test("counts in its first 500 KiB, and never by half a line", async () => {
    const { robots } = newRobots();
    const filler = `# ${"x".repeat(98)}\n`.repeat(5_069);
    const room = 500 * 1024 - Buffer.byteLength(filler) - "User-agent: *\n".length;
    expect(room).toBeGreaterThan(0);
    expect(room).toBeLessThan(40);
    const text = `User-agent: *\n${filler}Disallow: /${"z".repeat(40)}\nDisallow: /zfxxgk/\n`;
    expect(await robots.check(page, rules(text))).toMatchObject({ kind: "allowed" });
    expect(await robots.check(new URL("/z", page), rules(text))).toMatchObject({ kind: "allowed" });
  });

  test("that is a page in disguise sets no rules", async () => {
    const { robots } = newRobots();
    const html = rules("<!doctype html><html><body>404: 您访问的页面不存在</body></html>");
    expect(await robots.check(page, html)).toMatchObject({ kind: "allowed" });
  });
});
