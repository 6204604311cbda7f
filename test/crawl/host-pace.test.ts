import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/crawl/clock.ts";
import { HostPace, HostResting } from "../../src/crawl/host-pace.ts";
import { createHosts, isSameSite, toHostName } from "../../src/crawl/hosts.ts";
import { retryPassing } from "../../src/crawl/retry.ts";
import { readRetryAfterMs } from "../../src/crawl/retry-after.ts";

const never = new AbortController().signal;
const wait = (milliseconds: number) => systemClock.sleep(milliseconds);
const newPace = (intervalMs: number, concurrency: number) =>
  new HostPace("qingshi.example", { intervalMs, concurrency }, { maxWaitMs: 1_000 }, systemClock);

describe("the pace of a host", () => {
  test("keeps the interval between starts, counted from when a request goes out", async () => {
    const pace = newPace(40, 4);
    const starts: number[] = [];
    const request = async (begun: () => void) => {
      // Connecting takes its time before the request goes out.
      await wait(15);
      begun();
      starts.push(performance.now());
      await wait(60);
    };
    await Promise.all(Array.from({ length: 6 }, () => pace.run(request, never)));
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(39);
  });

  test("never has more requests under way than allowed", async () => {
    const pace = newPace(0, 3);
    let underWay = 0;
    let most = 0;
    const request = async (begun: () => void) => {
      begun();
      underWay += 1;
      most = Math.max(most, underWay);
      await wait(5);
      underWay -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => pace.run(request, never)));
    expect(most).toBe(3);
  });

  test("a rest holds everyone back, also those who already wait", async () => {
    const pace = newPace(10, 2);
    const begunMs = performance.now();
    const first = pace.run(() => Promise.resolve(pace.rest(120, "it answered 503")), never);
    const second = pace.run(() => Promise.resolve(performance.now()), never);
    await first;
    expect((await second) - begunMs).toBeGreaterThanOrEqual(119);
  });

  test("a rest longer than a crawl waits is said, with its end", async () => {
    const pace = newPace(0, 1);
    pace.rest(3_600_000, "it answered 429 with Retry-After");
    const late = pace.run(() => Promise.resolve(), never);
    await expect(late).rejects.toThrow(HostResting);
    await expect(late).rejects.toThrow(/left alone until .*Z \(it answered 429 with Retry-After\)/);
  });

  test("a request that fails before it goes out lets the next one through", async () => {
    const pace = newPace(5, 1);
    const failing = pace.run(() => Promise.reject(new Error("no name")), never);
    await expect(failing).rejects.toThrow("no name");
    expect(await pace.run(() => Promise.resolve("next"), never)).toBe("next");
  });

  test("stopping ends the wait at once, and leaves a request under way alone", async () => {
    const stop = new AbortController();
    const pace = newPace(10_000, 2);
    const underWay = pace.run(async (begun) => {
      begun();
      await wait(50);
      return "finished";
    }, stop.signal);
    const waiting = pace.run(() => Promise.resolve("never"), stop.signal);
    setTimeout(() => stop.abort(new Error("asked to stop")), 10);
    await expect(waiting).rejects.toThrow("asked to stop");
    expect(await underWay).toBe("finished");
  });

  test("of several wishes the gentlest counts", () => {
    const hosts = createHosts({ maxWaitMs: 1_000 }, systemClock);
    const one = hosts.findPace(new URL("http://www.qingshi.gov.cn/"), {
      intervalMs: 500,
      concurrency: 2,
    });
    hosts.findPace(new URL("https://mzj.qingshi.gov.cn/a"), { intervalMs: 100, concurrency: 1 });
    expect(one.pace).toEqual({ intervalMs: 500, concurrency: 1 });
  });
});

describe("a host", () => {
  test.each([
    ["http://www.qingshi.gov.cn/", "qingshi.gov.cn"],
    ["https://mzj.qingshi.gov.cn/a", "qingshi.gov.cn"],
    ["http://admin.qingshi.gov.cn:8888/", "qingshi.gov.cn:8888"],
    ["http://122.137.242.24/", "122.137.242.24"],
    ["http://122.137.242.24:8080/", "122.137.242.24:8080"],
    ["http://localhost:3000/", "localhost:3000"],
  ])("%s is paced as %s", (url, name) => {
    expect(toHostName(new URL(url))).toBe(name);
  });

  test("two counties under gov.cn are two sites, two bureaus of a county are one", () => {
    const county = new URL("http://www.qingshi.gov.cn/");
    expect(isSameSite(county, new URL("https://mzj.qingshi.gov.cn:8080/"))).toBe(true);
    expect(isSameSite(county, new URL("http://www.baishi.gov.cn/"))).toBe(false);
    expect(isSameSite(new URL("http://1.2.3.4/"), new URL("http://1.2.3.4:81/"))).toBe(false);
  });
});

describe("Retry-After", () => {
  const now = new Date("2025-01-20T00:00:00Z");

  test.each([
    ["120", 120_000],
    ["0", 0],
    ["Mon, 20 Jan 2025 00:01:00 GMT", 60_000],
    ["Mon, 20 Jan 2025 00:00:00 GMT", 0],
    ["Sun, 19 Jan 2025 00:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("%s is a wait of %s ms", (header, milliseconds) => {
    expect(readRetryAfterMs(header, now)).toBe(milliseconds);
  });
});

describe("trying again", () => {
  const options = { attempts: 3, baseDelayMs: 5, maxDelayMs: 50 };

  test("ends with the first result that is final", async () => {
    const results = [503, 503, 200, 200];
    let attempts = 0;
    const attempt = () => Promise.resolve(results[attempts++] ?? 0);
    expect(await retryPassing(attempt, (status) => status === 503, options, never)).toBe(200);
    expect(attempts).toBe(3);
  });

  test("gives the last result when the attempts are used up", async () => {
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      return Promise.resolve(attempts);
    };
    expect(await retryPassing(attempt, () => true, options, never)).toBe(3);
  });

  test("does not happen for an error, nor for a final result", async () => {
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      return attempts === 1 ? Promise.resolve(404) : Promise.reject(new Error("store is full"));
    };
    expect(await retryPassing(attempt, () => false, options, never)).toBe(404);
    await expect(retryPassing(attempt, () => true, options, never)).rejects.toThrow(
      "store is full",
    );
    expect(attempts).toBe(2);
  });

  test("stops waiting when the crawl is stopped, and gives what it has", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const slow = { ...options, baseDelayMs: 60_000, maxDelayMs: 60_000 };
    const begunMs = performance.now();
    expect(
      await retryPassing(
        () => Promise.resolve(503),
        () => true,
        slow,
        stop.signal,
      ),
    ).toBe(503);
    expect(performance.now() - begunMs).toBeLessThan(1_000);
  });
});
