import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

let shelf: Shelf;
let bench: RunningBench;
let report: number;

beforeAll(async () => {
  shelf = openShelf();
  const sample = sampleReport(3);
  report = await shelf.put({ ...printHtml(printPage(sample), {}), ...sample });
  bench = await startBench(shelf);
});

afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

const PAGES = (id: number): string[] => [
  "/coverage",
  `/reports/${id}`,
  `/versions/${id}`,
  `/versions/${id}/original`,
];

test("every page forbids scripts, frames and pictures from elsewhere", async () => {
  for (const path of PAGES(report)) {
    const { status, headers } = await bench.get(path);
    expect(status).toBe(200);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("no page names an address that is not its own", async () => {
  for (const path of ["/coverage", `/reports/${report}`]) {
    const { text } = await bench.get(path);
    const loaded = [...text.matchAll(/<(?:script|img|iframe|link)[^>]*(?:src|href)="([^"]*)"/g)];
    expect(loaded.length).toBeGreaterThan(1);
    for (const [, address] of loaded) expect(address).toMatch(/^(?:\/(?!\/)|data:,$)/);
  }
});

test.each(["evil.example", "127.0.0.1.evil.example", "localhost@evil.example"])(
  "a request for the host %j is refused, whatever led here",
  async (host) => {
    const { status, text } = await bench.get("/coverage", { host });
    // A name that is no name at all is refused before it comes to us.
    expect([400, 421]).toContain(status);
    expect(text).not.toContain("<html");
  },
);

test("names of this machine are answered, with and without a port", async () => {
  for (const host of ["localhost", "127.0.0.1:80", "LOCALHOST:1"]) {
    expect((await bench.get("/coverage", { host })).status).toBe(200);
  }
});

test.each([
  "/../../etc/passwd",
  "/assets/../../../etc/passwd",
  "/assets/..%2f..%2fpackage.json",
  "/versions/..%2f1/document",
  "/versions/1/document/../../../etc/passwd",
  "/versions/%2e%2e/document",
  "/documents/..%2f..%2fnianbao.sqlite/original",
  `/documents/${"a".repeat(64)}/original`,
])("%s leads to nothing", async (path) => {
  const { status, text } = await bench.get(path);
  expect([400, 404]).toContain(status);
  expect(text).not.toContain("root:");
});

test("an address longer than 2048 characters is refused", async () => {
  const { status } = await bench.get(`/coverage?name=${"a".repeat(2_100)}`);
  expect(status).toBe(414);
});

const HOSTILE = [
  "' or 1=1 --",
  "1; drop table report",
  '"; select 1',
  "1 union select sql",
  "\u0000",
  "%",
  "<script>alert(1)</script>",
];
const ADDRESSES: readonly (readonly [path: string, parameters: readonly string[]])[] = [
  ["/coverage", ["by", "division", "kind", "template", "source", "name", "page", "format"]],
  ["/missing", ["source", "agency", "year", "format"]],
  ["/reports/1/cells/requests.new.total", ["target"]],
  ["/reports/1", ["target"]],
  ["/versions/1", ["target"]],
  ["/versions/1/original", ["target", "page"]],
  ["/versions/1/cells", ["format"]],
  ["/findings", ["severity", "code", "source", "page", "format"]],
  ["/findings/1", ["severity", "code", "source"]],
  ["/compare", ["agency", "division", "year", "rate", "name", "format"]],
  ["/compare/chart.svg", ["agency", "division", "year", "rate"]],
  ["/search", ["q", "page", "format"]],
  ["/runs", ["format"]],
  ["/runs/1", ["format"]],
  ["/preferences", ["language", "theme", "back"]],
];

describe.each(ADDRESSES)("%s", (path, parameters) => {
  test.each(parameters)("takes SQL and markup in %s for text, or refuses it", async (parameter) => {
    for (const value of HOSTILE) {
      const query = new URLSearchParams({ [parameter]: value });
      const { status, text } = await bench.get(`${path}?${query}`);
      expect([200, 302, 400, 404]).toContain(status);
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("SQLITE");
    }
    expect(bench.defects).toEqual([]);
  });
});

test.each([
  "/reports/",
  "/versions/",
  "/runs/",
  "/findings/",
  "/reports/1/cells/",
  "/documents/",
  "/assets/",
])("SQL and markup behind %s lead to nothing", async (path) => {
  for (const value of HOSTILE) {
    for (const address of [path, `${path}1`].map((start) => start + encodeURIComponent(value))) {
      const { status, text } = await bench.get(address);
      expect([400, 404]).toContain(status);
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("SQLITE");
    }
  }
  expect(bench.defects).toEqual([]);
});

test("bytes that are no UTF-8 in an address end that request only", async () => {
  for (const path of ["/reports/%E0%A4%A", "/coverage?name=%E0%A4%A", "/search?q=%ff", "/%"]) {
    expect([200, 400, 404]).toContain((await bench.get(path)).status);
  }
  expect((await bench.get("/coverage")).status).toBe(200);
});

test.each([
  "/reports/0",
  "/reports/-1",
  "/reports/1.5",
  "/reports/x",
  "/reports/1%20or%201",
  "/coverage?page=0",
  "/coverage?by=town",
  "/coverage?division=abc",
  "/coverage?name=a&name=b",
  "/versions/1/original?page=x",
])("%s is answered with 400 and a sentence", async (path) => {
  const { status, text } = await bench.get(path);
  expect(status).toBe(400);
  expect(text).toMatch(/Expected/);
});

test.each(["/reports/999", "/versions/999", "/nothing", "/reports/1/cells/requests.new.nothing"])(
  "%s is answered with 404",
  async (path) => {
    expect((await bench.get(path)).status).toBe(404);
  },
);

test("a choice of language leads back to a page of this server only", async () => {
  for (const back of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/公开",
  ]) {
    const query = new URLSearchParams({ language: "zh", back });
    const { status, headers } = await bench.get(`/preferences?${query}`);
    expect(status).toBe(302);
    expect(headers.get("location")).toBe("/");
  }
});

test("with a password, nothing is shown without it", async () => {
  const locked = await startBench(shelf, { password: "砚溪 7" });
  try {
    const basic = (text: string) => ({
      authorization: `Basic ${Buffer.from(text).toString("base64")}`,
    });
    for (const path of ["/coverage", "/assets/x.css", `/versions/${report}/document`]) {
      expect((await locked.get(path)).status).toBe(401);
    }
    expect((await locked.get("/coverage", basic("me:wrong"))).status).toBe(401);
    expect((await locked.get("/coverage", { authorization: "Basic =" })).status).toBe(401);
    expect((await locked.get("/coverage", basic("me:砚溪 7"))).status).toBe(200);
  } finally {
    await locked.close();
  }
});

test("behind a proxy, a request without its header is refused", async () => {
  const behind = await startBench(shelf, { proxyHeader: "x-remote-user" });
  try {
    expect((await behind.get("/coverage")).status).toBe(401);
    expect((await behind.get("/coverage", { "x-remote-user": "li" })).status).toBe(200);
  } finally {
    await behind.close();
  }
});
