import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAddressGuard } from "../../src/crawl/address-guard.ts";
import { createRequester, type Requester } from "../../src/crawl/http.ts";
import { toUserAgent } from "../../src/crawl/user-agent.ts";
import { type Portal, startPortal } from "../portal/server.ts";
import { createTestRequester, page, shortLimits } from "./bench.ts";

const report = "<h1>青石县民政局2024年政府信息公开工作年度报告</h1>";

describe("one request", () => {
  let portal: Portal;
  let requester: Requester;
  const ask = (path: string, headers: Record<string, string> = {}) =>
    requester.exchange(new URL(portal.url("qingshi", path)), { headers });

  beforeAll(async () => {
    requester = createTestRequester();
    portal = await startPortal({
      sites: {
        qingshi: {
          routes: {
            "/report": page(report),
            "/empty": page(""),
          },
          faults: {
            "/drip": { kind: "drip", intervalMs: 20 },
            "/hang": { kind: "hang" },
            "/reset": { kind: "reset" },
            "/short": { kind: "short" },
            "/long": { kind: "long" },
            "/cut-gzip": { kind: "cut_gzip" },
            "/announced": { kind: "oversize", bytes: 600_000, announced: "yes" },
            "/unannounced": { kind: "oversize", bytes: 600_000, announced: "no" },
            "/bomb": { kind: "bomb", bytes: 200 * 1024 * 1024 },
            "/headers": { kind: "headers", bytes: 10_000 },
            "/503": { kind: "status", status: 503 },
          },
        },
      },
    });
  });
  afterAll(async () => {
    await requester.close();
    await portal.close();
  });

  test("gives the decoded body of a packed answer", async () => {
    const exchange = await ask("/report");
    expect(exchange).toMatchObject({ kind: "answer", status: 200 });
    expect(bodyText(exchange)).toBe(report);
  });

  test("says who is asking", async () => {
    await ask("/report");
    expect(portal.entries.at(-1)?.headers["user-agent"]).toBe("nianbao/9.9.9 (+test@example.org)");
  });

  test("gives a 304 when the validator still fits", async () => {
    const first = await ask("/report");
    const etag = first.kind === "answer" ? first.headers.etag : undefined;
    expect(await ask("/report", { "if-none-match": etag ?? "" })).toMatchObject({ status: 304 });
  });

  test("gives an answer of another status without its body", async () => {
    expect(await ask("/nowhere")).toMatchObject({ kind: "answer", status: 404, body: undefined });
  });

  test("gives an empty body as one of no bytes", async () => {
    expect(bodyText(await ask("/empty"))).toBe("");
  });

  test.each([
    ["/drip", "unreachable", "not done within 600 ms"],
    ["/hang", "unreachable", "600 ms"],
    ["/reset", "unreachable", "closed early"],
    ["/short", "unreachable", "shorter or longer than its Content-Length"],
    ["/cut-gzip", "unreachable", "the gzip body cannot be unpacked"],
    ["/announced", "too_large", "larger than 262144 bytes"],
    ["/unannounced", "too_large", "larger than 262144 bytes"],
    ["/bomb", "too_large", "larger than 524288 bytes once unpacked"],
    ["/headers", "unreachable", "headers are too large"],
  ])("ends %s as %s within two seconds", async (path, outcome, reason) => {
    const begunMs = performance.now();
    const exchange = await ask(path);
    expect(exchange).toMatchObject({ kind: "failed", outcome });
    expect(exchange.kind === "failed" ? exchange.reason : "").toContain(reason);
    expect(performance.now() - begunMs).toBeLessThan(2_000);
  });

  test("what dripped until its time was up is not asked for again at once", async () => {
    expect(await ask("/drip")).toMatchObject({ isPassing: false });
  });

  test("more than is announced is cut off, and is no answer to what is asked next", async () => {
    for (const _ of [1, 2, 3]) {
      expect(bodyText(await ask("/long"))).toBe("<p>a report</p>");
      expect(bodyText(await ask("/report"))).toBe(report);
    }
  });

  test("a bomb costs no more memory than the cap and a little", async () => {
    const before = process.memoryUsage().rss;
    await ask("/bomb");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test("a port where nobody listens is named as refused", async () => {
    const closed = await startPortal({ sites: { gone: { routes: {} } } });
    const url = new URL(closed.url("gone", "/"));
    await closed.close();
    expect(await requester.exchange(url)).toMatchObject({
      outcome: "unreachable",
      reason: `${url.host}: the connection was refused (ECONNREFUSED)`,
      isPassing: true,
    });
  });

  test("says when the request goes out, which is not before it is asked", async () => {
    const asked = performance.now();
    let begunMs = 0;
    const onBegun = () => {
      begunMs = performance.now();
    };
    await requester.exchange(new URL(portal.url("qingshi", "/report")), { onBegun });
    expect(begunMs).toBeGreaterThanOrEqual(asked);
    expect(portal.entries.at(-1)?.atMs).toBeGreaterThanOrEqual(begunMs);
  });
});

describe("the way to the socket", () => {
  test("a private address is refused before anything connects", async () => {
    const portal = await startPortal({ sites: { inner: { routes: { "/": page("secret") } } } });
    const requester = createTestRequester("refused");
    const exchange = await requester.exchange(new URL(portal.url("inner", "/")));
    expect(exchange).toMatchObject({ kind: "failed", outcome: "refused", isPassing: false });
    expect(portal.openSockets()).toBe(0);
    expect(portal.entries).toEqual([]);
    await requester.close();
    await portal.close();
  });

  test("a name is resolved once, so a second answer that differs is never used", async () => {
    const portal = await startPortal({ sites: { inner: { routes: { "/": page("secret") } } } });
    let times = 0;
    const resolveName = () => {
      times += 1;
      return Promise.resolve(times === 1 ? ["203.0.113.1"] : ["127.0.0.1"]);
    };
    // The first answer passes as public; nothing listens there.
    const guard = createAddressGuard(
      { privateNetwork: (address) => address === "203.0.113.1" },
      { resolveName },
    );
    const limits = { ...shortLimits, connectTimeoutMs: 200 };
    const requester = createRequester({
      userAgent: toUserAgent("1.0.0", undefined),
      guard,
      limits,
    });
    const url = new URL(`http://rebinding.example:${portal.port("inner")}/`);
    expect(await requester.exchange(url)).toMatchObject({ outcome: "unreachable" });
    expect(times).toBe(1);
    // Asked again it is judged again, and the second answer is refused.
    expect(await requester.exchange(url)).toMatchObject({ outcome: "refused" });
    expect(portal.entries).toEqual([]);
    await requester.close();
    await portal.close();
  });

  test("of several addresses the forbidden one is never used", async () => {
    const portal = await startPortal({ sites: { inner: { routes: { "/": page("secret") } } } });
    const guard = createAddressGuard(
      { privateNetwork: (address) => address === "127.0.0.9" },
      { resolveName: () => Promise.resolve(["127.0.0.9", "127.0.0.1"]) },
    );
    const requester = createRequester({ userAgent: "nianbao/1", guard, limits: shortLimits });
    const url = new URL(`http://twofold.example:${portal.port("inner")}/`);
    expect(await requester.exchange(url)).toMatchObject({ outcome: "unreachable" });
    expect(portal.entries).toEqual([]);
    await requester.close();
    await portal.close();
  });

  test("a name that never resolves ends in time", async () => {
    const guard = createAddressGuard(
      { privateNetwork: "refused" },
      { resolveName: () => new Promise(() => undefined) },
    );
    const limits = { ...shortLimits, connectTimeoutMs: 100 };
    const requester = createRequester({ userAgent: "nianbao/1", guard, limits });
    expect(await requester.exchange(new URL("http://silent.example/"))).toMatchObject({
      outcome: "unreachable",
      reason: "silent.example: no answer to the name silent.example within 100 ms",
    });
    await requester.close();
  });

  test("a name is sent to the server it was resolved for", async () => {
    const portal = await startPortal({ sites: { inner: { routes: { "/": page("welcome") } } } });
    const guard = createAddressGuard(
      { privateNetwork: "allowed" },
      { resolveName: () => Promise.resolve(["127.0.0.1"]) },
    );
    const requester = createRequester({ userAgent: "nianbao/1", guard, limits: shortLimits });
    const url = new URL(`http://qingshi.example:${portal.port("inner")}/`);
    expect(bodyText(await requester.exchange(url))).toBe("welcome");
    expect(portal.entries[0]?.headers.host).toBe(url.host);
    await requester.close();
    await portal.close();
  });

  test("closing leaves no connection open", async () => {
    const portal = await startPortal({ sites: { a: { routes: { "/": page("welcome") } } } });
    const requester = createTestRequester();
    await requester.exchange(new URL(portal.url("a", "/")));
    expect(portal.openSockets()).toBe(1);
    await requester.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(portal.openSockets()).toBe(0);
    await portal.close();
  });
});

describe("the name the crawler gives", () => {
  test("carries the contact of the operator, or none", () => {
    expect(toUserAgent("1.2.3", "https://example.org/crawl")).toBe(
      "nianbao/1.2.3 (+https://example.org/crawl)",
    );
    expect(toUserAgent("1.2.3", undefined)).toBe("nianbao/1.2.3");
  });

  test.each(["联系我", "a\r\nb", "a (b)"])(
    "refuses a contact that a header cannot carry: %j",
    (contact) => {
      expect(() => toUserAgent("1.2.3", contact)).toThrow("expected the contact");
    },
  );
});

function bodyText(exchange: Awaited<ReturnType<Requester["exchange"]>>): string | undefined {
  if (exchange.kind === "failed" || exchange.body === undefined) return undefined;
  return new TextDecoder().decode(exchange.body);
}
