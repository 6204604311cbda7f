import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, inject, test } from "vitest";
import { openChromium } from "../../src/crawl/chromium.ts";
import type { CrawlEvent } from "../../src/crawl/crawl-event.ts";
import { createRenderer } from "../../src/crawl/renderer.ts";
import type { Source } from "../../src/model/source.ts";
import type { PortalRoute } from "../portal/server.ts";
import { createStage, createTestRequester, page, paths, toSource } from "./bench.ts";
import { createStoredBench } from "./stored-bench.ts";

const stage = createStage();
afterEach(stage.close);

const path = inject("browserPath");
const TIMEOUT_MS = 60_000;
const LIST = "/nb/";

/** A shell whose script is the one given. */
const shell = (script: string) =>
  page(`<title>政府信息公开年报</title><div id="app"></div><script>${script}</script>`);

/** What puts a list up, so that the page has gained something. */
const FILL = `document.getElementById("app").innerHTML =
  '<ul><li><a href="2024.html">青石县民政局2024年政府信息公开工作年度报告</a></li></ul>';`;

function refusals(events: readonly CrawlEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === "script_refused" ? [`${event.url}: ${event.reason}`] : [],
  );
}

/** A server that nobody may ask; how often it was connected to. */
async function openForbidden() {
  let connections = 0;
  const server = createServer((_, response) => response.end("secret"));
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stage.keep(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return { port, countConnections: () => connections };
}

async function openSite(
  routes: Readonly<Record<string, PortalRoute>>,
  limits: Parameters<typeof createRenderer>[0] = {},
  robots?: string,
) {
  const site = { routes, ...(robots !== undefined && { robots }) };
  const { portal } = await stage.start({ qingshi: site });
  const requester = createTestRequester((_, port) => port === portal.port("qingshi"));
  const renderer = createRenderer(limits, {
    findBrowser: () => Promise.resolve({ kind: "found", path: path ?? "", by: "test" }),
  });
  const stored = createStoredBench({ renderer, requester });
  stage.keep(stored.close, renderer.close, requester.close);
  const toWish = (wishes: Partial<Source> = {}) =>
    toSource("qingshi", portal.url("qingshi", LIST), wishes);
  return { portal, stored, renderer, toWish };
}

const texts = (stored: Awaited<ReturnType<typeof openSite>>["stored"]) =>
  stored.select("select reason from fetch where reason is not null");

/** Processes of a browser that came from this process, by their numbers. */
function listBrowserProcesses(): string[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" });
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  const ours = new Set([`${process.pid}`]);
  for (let before = 0; before < ours.size; ) {
    before = ours.size;
    for (const [pid = "", parent = ""] of rows) if (ours.has(parent)) ours.add(pid);
  }
  return rows.flatMap(([pid = "", , ...words]) =>
    ours.has(pid) && words.join(" ").includes("--remote-debugging-pipe") ? [pid] : [],
  );
}

describe.skipIf(path === null)("scripts in the browser (skipped where there is none)", () => {
  test("reach no other port, no file, no metadata service and no socket", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const forbidden = await openForbidden();
    const there = `127.0.0.1:${forbidden.port}`;
    const { stored, toWish } = await openSite({
      [LIST]: shell(`${FILL}
        for (const url of ["http://${there}/a", "http://169.254.169.254/latest/meta-data/",
          "http://[::ffff:127.0.0.1]:${forbidden.port}/", "http://localhost:${forbidden.port}/",
          "file:///etc/passwd", "/redirected"]) fetch(url, { mode: "no-cors" }).catch(() => 0);
        new Image().src = "http://${there}/picture.png";
        navigator.sendBeacon("http://${there}/beacon", "x");
        new WebSocket("ws://${there}/socket");
        new EventSource("http://${there}/events");
        for (const [tag, name, url] of [["script", "src", "http://${there}/s.js"],
          ["iframe", "src", "http://${there}/frame"], ["iframe", "src", "file:///etc/passwd"],
          ["link", "href", "http://${there}/early"]]) {
          const element = document.createElement(tag);
          if (tag === "link") element.rel = "preconnect";
          element[name] = url;
          document.body.appendChild(element);
        }
        const work = "fetch('http://${there}/worker', { mode: 'no-cors' })";
        new Worker(URL.createObjectURL(new Blob([work])));
        new SharedWorker(URL.createObjectURL(new Blob([work])));
        window.open("http://${there}/window");
        const peer = new RTCPeerConnection({ iceServers: [{ urls: "turn:${there}?transport=tcp", username: "a", credential: "b" }] });
        peer.createDataChannel("x");
        peer.createOffer().then((offer) => peer.setLocalDescription(offer));
        alert("wait");`),
      "/redirected": {
        status: 302,
        headers: { location: `http://${there}/hop` },
        body: "",
        contentType: "text/html",
      },
      "/nb/2024.html": page("<title>青石县民政局2024年政府信息公开工作年度报告</title>"),
    });
    await stored.crawl([toWish()]);
    await delay(500);
    expect(forbidden.countConnections()).toBe(0);
    const refused = refusals(stored.events);
    for (const part of [
      `${there}/a: `,
      "http://169.254.169.254/latest/meta-data/: 169.254.169.254 is not on the public Internet",
      `http://localhost:${forbidden.port}/: `,
      "file:///etc/passwd",
      "/redirected: ",
      `ws://${there}/socket`,
      `${there}/s.js: `,
      `${there}/frame: frames are not loaded`,
    ]) {
      expect(
        refused.filter((line) => line.includes(part)),
        part,
      ).not.toEqual([]);
    }
    expect(stored.select("select count(*) from rendering")).toEqual([[1]]);
    expect(stored.select("select url from address where role = 'report'")).toHaveLength(1);
  });

  test("find no network where nobody brings them anything", { timeout: TIMEOUT_MS }, async () => {
    const forbidden = await openForbidden();
    const running = await openChromium(path ?? "");
    stage.keep(running.close);
    const opened = await running.browser.newPage();
    for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
      const url = `http://${host}:${forbidden.port}/`;
      await expect(opened.goto(url, { timeout: 5_000 })).rejects.toThrow("net::ERR_");
    }
    expect(forbidden.countConnections()).toBe(0);
  });

  test("ask for nothing that robots.txt closes, and keep the pace", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const intervalMs = 300;
    const { portal, stored, toWish } = await openSite(
      {
        [LIST]: shell(
          `fetch("/closed/list"); Promise.all([fetch("/open/1"), fetch("/open/2")]).then(() => { ${FILL} })`,
        ),
        "/open/1": page("1"),
        "/open/2": page("2"),
        "/closed/list": page("closed"),
      },
      {},
      "User-agent: *\nDisallow: /closed/\n",
    );
    await stored.crawl([toWish({ intervalMs })]);
    expect(paths(portal)).not.toContain("/closed/list");
    expect(paths(portal)).toEqual(expect.arrayContaining(["/open/1", "/open/2"]));
    const begun = portal.entries.map(({ atMs }) => atMs);
    const gaps = begun.slice(1).map((atMs, index) => atMs - (begun[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(intervalMs - 5);
    expect(refusals(stored.events)).toEqual([expect.stringContaining("robots.txt of")]);
  });

  test.each([
    ["for ever", `${FILL} for (;;) {}`, "its scripts did not come to an end in time"],
    [
      "and ask for ever",
      `setInterval(() => fetch("/x?" + Math.random()), 20); setInterval(() => { document.title += "x"; document.body.append(document.createElement("i")); }, 50)`,
      "still at work when time was up",
    ],
    [
      "and take memory for ever",
      "const taken = []; for (;;) taken.push(new Array(100000).fill(taken.length));",
      "in the browser: 1 × ",
    ],
    ["and lead on for ever", `location.href = "${LIST}?" + Math.random()`, ""],
  ])(
    "that run %s are left when time is up",
    { timeout: TIMEOUT_MS },
    async (_, script, sentence) => {
      const { portal, stored, toWish } = await openSite(
        { [LIST]: shell(script), "/x": page("x") },
        { scriptTimeMs: 2_000, pageTimeMs: 10_000 },
      );
      const begunMs = performance.now();
      const summary = await stored.crawl([toWish()]);
      expect(performance.now() - begunMs).toBeLessThan(20_000);
      expect(summary.sources[0]?.notes.join("\n")).toContain(sentence);
      expect(portal.entries.length).toBeLessThan(70);
      expect(stored.select("select state from address")).toEqual([["done"]]);
    },
  );

  test("that put up a wall are refused, not passed", { timeout: TIMEOUT_MS }, async () => {
    const { stored, toWish } = await openSite({
      [LIST]: shell(`document.getElementById("app").innerHTML = "<p>请完成安全验证</p>"`),
    });
    await stored.crawl([toWish()]);
    expect(stored.select("select state from address")).toEqual([["refused"]]);
    expect(texts(stored)).toEqual([[expect.stringContaining("请完成安全验证")]]);
  });

  test("are not run at all behind a wall, or where the source says http", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const wall = `<html><head><script>document.cookie='__jsl_clearance=1'; fetch("/ran")</script></head></html>`;
    const { portal, stored, toWish } = await openSite({ [LIST]: page(wall) });
    await stored.crawl([toWish({ render: "browser" })]);
    expect(stored.select("select state from address")).toEqual([["refused"]]);
    const plain = await openSite({ [LIST]: shell(`fetch("/ran")`) });
    await plain.stored.crawl([plain.toWish({ render: "http" })]);
    expect([...paths(portal), ...paths(plain.portal)]).not.toContain("/ran");
  });

  test("keep no cookies from one page to the next, and send none", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const seen: (string | undefined)[] = [];
    const { stored, toWish } = await openSite({
      [LIST]: shell(
        `document.cookie = "a=1; path=/"; localStorage.b = 1; fetch("/api").then(() => { ${FILL} })`,
      ),
      "/nb/2024.html": shell(`fetch("/seen?" + document.cookie + localStorage.b)`),
      "/api": ({ headers }) => {
        seen.push(headers.cookie);
        return { ...page("x"), headers: { "set-cookie": "c=1; path=/" } };
      },
      "/seen": ({ url }) => {
        seen.push(url.search);
        return page("x");
      },
    });
    await stored.crawl([toWish()]);
    expect(seen).toEqual([undefined, "?undefined"]);
  });

  test("end with the crawl, and leave no process behind", { timeout: TIMEOUT_MS }, async () => {
    const before = listBrowserProcesses();
    const { stored, renderer, toWish } = await openSite({ [LIST]: shell("for (;;) {}") });
    const stop = new AbortController();
    const crawl = stored.crawl([toWish()], { signal: stop.signal });
    await expect
      .poll(() => listBrowserProcesses().length, { timeout: 20_000 })
      .toBeGreaterThan(before.length);
    await delay(500);
    const begunMs = performance.now();
    stop.abort(new Error("stopped by the operator"));
    const summary = await crawl;
    await renderer.close();
    expect(performance.now() - begunMs).toBeLessThan(10_000);
    expect(summary.interrupted).toBe(true);
    expect(stored.select("select state from address")).toEqual([["queued"]]);
    await expect.poll(listBrowserProcesses, { timeout: 5_000 }).toEqual(before);
  });

  test("of a machine without a browser are not run, and the run says how to get one", async () => {
    const { portal } = await stage.start({ qingshi: { routes: { [LIST]: shell(FILL) } } });
    const renderer = createRenderer(
      {},
      {
        findBrowser: () =>
          Promise.resolve({ kind: "missing", advice: "install the package chromium" }),
      },
    );
    const stored = createStoredBench({ renderer });
    stage.keep(stored.close, renderer.close);
    const summary = await stored.crawl([toSource("qingshi", portal.url("qingshi", LIST))]);
    expect(summary.sources[0]?.notes).toEqual([
      "1 page was read as received over plain HTTP, though a browser is needed: install the package chromium",
    ]);
  });
});
