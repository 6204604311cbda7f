import { describe, expect, test } from "vitest";
import type { Exchange } from "../../src/crawl/http.ts";
import { createRobots, type KeptRobots, type RobotsCache } from "../../src/crawl/robots.ts";

const page = new URL("http://www.qingshi.example/zfxxgk/2024.html");

const today = "2025-01-20T00:00:00Z";

/** @param cache outlives the crawl */
function newRobots(cache?: RobotsCache, at = today) {
  const notes: string[] = [];
  let nowMs = Date.parse(at);
  const clock = { now: () => new Date(nowMs), monotonicMs: () => nowMs, sleep: async () => {} };
  const robots = createRobots({ cache, clock, onNote: (_, note) => notes.push(note) });
  const pass = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { robots, notes, pass };
}

function newCache() {
  const answers = new Map<string, KeptRobots>();
  const cache: RobotsCache = {
    find: (origin) => answers.get(origin),
    keep: (origin, kept) => void answers.set(origin, kept),
  };
  return { answers, cache };
}

function answer(
  status: number,
  body?: string,
  headers: Readonly<Record<string, string>> = {},
): Exchange {
  return {
    kind: "answer",
    status,
    headers,
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

  describe("kept for the next crawl", () => {
    const refuse = () => Promise.reject(new Error("asked again"));
    const later = (hours: number) => new Date(Date.parse(today) + hours * 3_600_000).toISOString();

    test("is not asked for again within a day, and is after it", async () => {
      const { cache } = newCache();
      await newRobots(cache).robots.check(page, rules("User-agent: *\nDisallow: /"));
      const next = newRobots(cache, later(23));
      expect(await next.robots.check(page, refuse)).toMatchObject({ kind: "failed" });
      const day = newRobots(cache, later(24));
      expect(await day.robots.check(page, rules(""))).toMatchObject({ kind: "allowed" });
    });

    test("that there is none is kept as well", async () => {
      const { cache, answers } = newCache();
      await newRobots(cache).robots.check(page, answering(answer(404)));
      expect([...answers]).toEqual([
        [page.origin, { fetchedAt: later(0), expiresAt: later(24), status: 404, rules: undefined }],
      ]);
      const next = newRobots(cache, later(1));
      expect(await next.robots.check(page, refuse)).toMatchObject({ kind: "allowed" });
    });

    test("a server in trouble closes the site for it, but no longer than for this one", async () => {
      const { cache } = newCache();
      await newRobots(cache).robots.check(page, answering(answer(503)));
      expect(await newRobots(cache).robots.check(page, refuse)).toMatchObject({
        kind: "failed",
        reason:
          "robots.txt of http://www.qingshi.example answered 503, so the site counts as closed for now",
      });
      const next = newRobots(cache, later(0.1));
      expect(await next.robots.check(page, rules(""))).toMatchObject({ kind: "allowed" });
    });

    test("what was said yesterday opens no site whose server is in trouble today", async () => {
      const { cache } = newCache();
      await newRobots(cache).robots.check(page, rules(""));
      const next = newRobots(cache, later(25));
      expect(await next.robots.check(page, answering(answer(500)))).toMatchObject({
        kind: "failed",
      });
    });

    test("no answer at all is nothing to be kept: the fault may be ours", async () => {
      const { cache, answers } = newCache();
      const dead = {
        kind: "failed",
        outcome: "unreachable",
        reason: "no network",
        isPassing: true,
      } as const;
      await newRobots(cache).robots.check(page, answering(dead));
      expect(answers.size).toBe(0);
    });

    test("an answer from the future, as a clock set back makes it, is asked for again", async () => {
      const { cache } = newCache();
      await newRobots(cache).robots.check(page, rules("User-agent: *\nDisallow: /"));
      const before = newRobots(cache, later(-48));
      expect(await before.robots.check(page, rules(""))).toMatchObject({ kind: "allowed" });
    });
  });

  test.each([
    ["max-age=7200", {}, 2],
    ["public, max-age=10800", { age: "3600" }, 2],
    ['max-age="7200"', { age: "soon" }, 2],
    ["max-age=604800", {}, 24],
    ["s-maxage=7200", {}, 24],
    ["max-age=0, must-revalidate", {}, 1],
    ["private, no-cache, max-age=7200", {}, 1],
    ["no-store", {}, 1],
  ])("with Cache-Control: %s %j holds for %i hours", async (control, others, hours) => {
    const { robots, pass } = newRobots();
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return answer(200, "", { "cache-control": control, ...others });
    };
    await robots.check(page, ask);
    pass(hours * 3_600_000 - 1);
    await robots.check(page, ask);
    expect(asked).toBe(1);
    pass(1);
    await robots.check(page, ask);
    expect(asked).toBe(2);
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
