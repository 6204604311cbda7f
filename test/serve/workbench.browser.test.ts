import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { strToU8 } from "fflate";
import { type Browser, chromium, type Page } from "playwright";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { openPrinter, papers, printPdf } from "../decode/pdf/chromium-print.ts";
import { organs, places } from "../sample/places.ts";
import { printHtml } from "../sample/print/html.ts";
import { preformattedDress } from "../sample/print/html-flattened.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

const executablePath = inject("browserPath");
const flags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What the tests have seen, to be looked at; not under version control. */
const PICTURES = "test-results/workbench";
/** Beside it may stand what the prose says, and a pencil. */
const FIGURE = "a[target=original]";

const [place] = places;
const [organ] = organs;
if (place === undefined || organ === undefined) throw new Error("no place or organ to report");
const AGENCY = `${place.name}${organ.name}`;
const sampleOf = (year: number) => sampleReport(year, { year, place, organ, spread: "distinct" });

/** Everything a page may try on whoever looks at it. */
const HOSTILE = `<script>document.title = "run"; new Image().src = "http://evil.example/script";</script>
  <meta http-equiv="refresh" content="0; url=http://evil.example/refresh">
  <base href="http://evil.example/"><link rel="stylesheet" href="http://evil.example/sheet.css">
  <style>@import url(http://evil.example/import.css); body { background: url(http://evil.example/style) }</style>
  <img src="http://evil.example/picture" onerror="document.title = 'run'">
  <img src="x" srcset="http://evil.example/set 2x">
  <p style="background: url(http://evil.example/inline)" onclick="top.location = 'http://evil.example/'">x</p>
  <form action="http://evil.example/form"><input name="a" autofocus onfocus="this.form.submit()"></form>
  <iframe src="http://evil.example/frame"></iframe><object data="http://evil.example/object"></object>
  <svg onload="document.title = 'run'"><image href="http://evil.example/svg" /></svg>
  <video poster="http://evil.example/poster" src="http://evil.example/video"></video>
  <a href="javascript:document.title='run'">y</a><a href="http://evil.example/link" ping="http://evil.example/ping">z</a>`;

describe.skipIf(executablePath === null)(
  "the workbench in a real browser (skipped where there is none)",
  () => {
    let shelf: Shelf;
    let bench: RunningBench;
    let browser: Browser;
    let pdf = 0;
    let flattened = 0;

    beforeAll(async () => {
      shelf = openShelf();
      const clean = sampleOf(2022);
      await shelf.put({ ...printHtml(printPage(clean), {}), agency: AGENCY, year: 2022 });
      const sample = sampleOf(2023);
      const wrong = new Map(sample.values).set("requests.granted.total", 7_654_321);
      const page = printHtml(printPage({ ...sample, values: wrong }), {});
      const bytes = strToU8(page.text.replace("<body>", `<body>${HOSTILE}`));
      expect(bytes.length).toBeGreaterThan(page.bytes.length);
      await shelf.put({ bytes, contentType: page.contentType, agency: AGENCY, year: 2023 });
      const printer = await openPrinter();
      const [paper] = papers;
      if (printer === undefined || paper === undefined) throw new Error("nothing prints");
      const third = sampleOf(2024);
      const printed = await printPdf(printer, printHtml(printPage(third), {}).text, paper);
      await printer.close();
      pdf = await shelf.put({
        bytes: printed,
        contentType: "application/pdf",
        agency: AGENCY,
        year: 2024,
      });
      const lost = printHtml(printPage(sampleOf(2021)), { dress: preformattedDress });
      flattened = await shelf.put({ ...lost, agency: AGENCY, year: 2021 });
      const nobody = { correct: async () => undefined };
      bench = await startBench(shelf, {}, nobody);
      browser = await chromium.launch({ executablePath: executablePath ?? "", args: flags });
    });

    afterAll(async () => {
      await browser?.close();
      await bench?.close();
      shelf?.close();
    });

    /** A visit whose every request is written down. */
    async function visit(options: Parameters<Browser["newContext"]>[0] = {}) {
      const context = await browser.newContext({
        viewport: { width: 1500, height: 950 },
        ...options,
      });
      const requests: string[] = [];
      context.on("request", (request) => void requests.push(request.url()));
      return { context, page: await context.newPage(), requests };
    }

    test("from the coverage to the doubted number, and from there to its printed digits", async () => {
      const { context, page, requests } = await visit({ locale: "en-GB" });
      try {
        await page.goto(`${bench.url}/`);
        await page.getByRole("link", { name: "doubted" }).click();
        await page.waitForURL(/\/reports\/\d+$/);
        const cell = page.locator('[id="requests.granted.total"]');
        await expectText(cell, "7654321");
        await cell.hover();
        expect(await cell.getByRole("tooltip").innerText()).toContain("7654321");
        await cell.locator(FIGURE).click();
        const frame = page.frameLocator("iframe[name=original]");
        const here = frame.locator("#here");
        await here.waitFor();
        const digits = frame.getByText("7654321", { exact: true });
        expect(await isOver(here, digits)).toBe(true);
        expect(await isInView(page, digits)).toBe(true);
        expect(page.url()).toContain("#requests.granted.total");
        await takePicture(page, "report-en");
        expect(
          requests.filter((url) => !url.startsWith(bench.url) && !url.startsWith("data:")),
        ).toEqual([]);
        expect(await frame.locator("body").evaluate((body) => body.ownerDocument.title)).not.toBe(
          "run",
        );
      } finally {
        await context.close();
      }
    });

    test("a hostile page, opened alone, runs nothing and asks for nothing", async () => {
      const { context, page, requests } = await visit({ locale: "en-GB" });
      try {
        await page.goto(`${bench.url}/versions/2/original`);
        await page.waitForTimeout(300);
        await page.getByText("7654321", { exact: true }).waitFor();
        expect(requests.filter((url) => !url.startsWith(bench.url))).toEqual([]);
        expect(await page.title()).not.toBe("run");
        expect(
          await page.locator("script, form, input, iframe, object, img, link, svg").count(),
        ).toBe(0);
        expect(page.url()).toBe(`${bench.url}/versions/2/original`);
      } finally {
        await context.close();
      }
    });

    test("a click on a number of the original shows its cell", async () => {
      const { context, page } = await visit({ locale: "zh-CN" });
      try {
        await page.goto(`${bench.url}/reports/2`);
        const frame = page.frameLocator("iframe[name=original]");
        await frame.getByText("7654321", { exact: true }).click();
        await page.waitForURL(/target=requests\.granted\.total#requests\.granted\.total$/);
        expect(await isInView(page, page.locator('[id="requests.granted.total"]'))).toBe(true);
        await frame.locator("#here").waitFor();
      } finally {
        await context.close();
      }
    });

    test("a number of a PDF is boxed where it is drawn", async () => {
      const { context, page } = await visit({ locale: "zh-CN" });
      try {
        await page.goto(`${bench.url}/reports/${pdf}`);
        const frame = page.frameLocator("iframe[name=original]");
        await page.locator(`[id="requests.new.total"] ${FIGURE}`).click();
        const here = frame.locator("rect#here");
        await here.waitFor();
        expect(await isInView(page, here)).toBe(true);
        await takePicture(page, "report-pdf-zh");
        expect(await inkWithin(page, here)).toBeGreaterThan(20);
        await frame.locator('a[aria-label="requests.granted.total"]').click();
        await page.waitForURL(/target=requests\.granted\.total#requests\.granted\.total$/);
      } finally {
        await context.close();
      }
    });

    test.each([
      ["en-GB", "light", 1500],
      ["zh-CN", "dark", 390],
      ["zh-CN", "light", 2560],
    ] as const)(
      "in %s, %s, %i wide: no violation of accessibility rules, and nothing runs out at the side",
      async (locale, colorScheme, width) => {
        const viewport = { width, height: 900 };
        const { context, page } = await visit({ locale, colorScheme, viewport, bypassCSP: true });
        try {
          for (const [index, path] of [
            "/coverage",
            "/reports/2",
            "/findings",
            "/findings/1",
            "/compare",
            `/compare?agency=${encodeURIComponent(AGENCY)}`,
            `/search?q=${encodeURIComponent("政府信息")}`,
            "/runs",
            "/runs/1",
            "/missing?source=qingshi&agency=%E9%9D%92%E7%9F%B3%E5%8E%BF%E6%B0%B4%E5%8A%A1%E5%B1%80&year=2024",
            "/reports/2/cells/requests.granted.total/correction",
            "/nothing",
          ].entries()) {
            await page.goto(bench.url + path);
            await takePicture(page, `page-${index}-${locale}-${colorScheme}-${width}`);
            expect(await listViolations(page)).toEqual([]);
            const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
            expect([path, over]).toEqual([path, 0]);
          }
        } finally {
          await context.close();
        }
      },
    );

    test("a number of a page that lost its tables is marked by its digits alone", async () => {
      const { context, page } = await visit({ locale: "zh-CN" });
      try {
        await page.goto(`${bench.url}/reports/${flattened}`);
        await page.locator(`[id="requests.granted.business"] ${FIGURE}`).click();
        const frame = page.frameLocator("iframe[name=original]");
        const here = frame.locator("#here");
        await here.waitFor();
        const value = String(sampleOf(2021).values.get("requests.granted.business"));
        expect(await here.innerText()).toBe(value);
        const { width } = await boxOf(here);
        expect(width).toBeLessThan(60);
        expect(await isInView(page, here)).toBe(true);
        await takePicture(page, "report-flattened-zh");
        const other = String(sampleOf(2021).values.get("requests.new.total"));
        await frame.getByText(other, { exact: true }).click();
        await page.waitForURL(/target=requests\.new\.total#requests\.new\.total$/);
      } finally {
        await context.close();
      }
    });

    test("from an agency of the coverage to its rates, and from a word to its section", async () => {
      const { context, page } = await visit({ locale: "zh-CN" });
      try {
        await page.goto(`${bench.url}/coverage`);
        await page.getByRole("link", { name: AGENCY }).click();
        await page.getByRole("img", { name: AGENCY }).waitFor();
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.locator('a[href^="/compare/chart.svg"]').click(),
        ]);
        expect(readFileSync(await download.path(), "utf8")).toContain("<metadata>[{");
        await page.getByRole("link", { name: "检索", exact: true }).click();
        await page.getByRole("textbox").fill("公开申请");
        await page.keyboard.press("Enter");
        await page.locator(".hit mark").first().waitFor();
        await page.locator(".hit a").first().click();
        await page.waitForURL(/\/reports\/\d+#section\.\d$/);
        const section = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
        expect(await section.innerText()).toContain("公开申请");
        await expect.poll(async () => (await boxOf(section)).y).toBeLessThan(950);
      } finally {
        await context.close();
      }
    });

    test("the queue of findings is gone through by keyboard", async () => {
      const { context, page } = await visit({ locale: "en-GB" });
      try {
        await page.goto(`${bench.url}/findings`);
        await page.getByRole("link", { name: "Go through them one by one" }).click();
        const first = await page.locator("h1").innerText();
        await page.keyboard.press("j");
        await page.waitForURL(/\/findings\/2$/);
        expect(await page.locator("h1").innerText()).not.toBe(first);
        await page.frameLocator("iframe[name=original]").locator("#here").waitFor();
        await page.keyboard.press("k");
        await page.waitForURL(/\/findings\/1$/);
      } finally {
        await context.close();
      }
    });

    test("a run under way is followed, until it ends", async () => {
      const { context, page } = await visit({ locale: "en-GB" });
      const set = (outcome: string, finished: string | null) =>
        shelf.writer.database
          .prepare("update run set outcome = ?, finished_at = ? where run_id = 1")
          .run(outcome, finished);
      try {
        set("running", null);
        await page.goto(`${bench.url}/runs/1`);
        await page.locator("h1").getByText("running").waitFor();
        set("done", "2026-01-05T00:10:00.000Z");
        await page.locator("h1").getByText("done").waitFor({ timeout: 10_000 });
      } finally {
        await context.close();
      }
    });

    test("by keyboard: past the header, and into a cell whose finding is then told", async () => {
      const { context, page } = await visit({ locale: "en-GB" });
      try {
        await page.goto(`${bench.url}/reports/2`);
        await page.keyboard.press("Tab");
        expect(await page.evaluate("document.activeElement.textContent")).toBe(
          "Skip to the content",
        );
        await page.keyboard.press("Enter");
        expect(await page.evaluate("document.activeElement.id")).toBe("content");
        const cell = page.locator('[id="requests.granted.total"]');
        await cell.locator(FIGURE).focus();
        expect(await cell.getByRole("tooltip").isVisible()).toBe(true);
      } finally {
        await context.close();
      }
    });
  },
);

type Locator = ReturnType<Page["locator"]>;

async function expectText(locator: Locator, text: string): Promise<void> {
  expect((await locator.locator(FIGURE).innerText()).trim()).toBe(text);
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("it is not shown");
  return box;
}

/** Whether the first covers the whole of the second. */
async function isOver(outer: Locator, inner: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(outer), await boxOf(inner)];
  const isBeside = b.x < a.x - 1 || b.x + b.width > a.x + a.width + 1;
  return !isBeside && b.y >= a.y - 1 && b.y + b.height <= a.y + a.height + 1;
}

async function isInView(page: Page, locator: Locator): Promise<boolean> {
  await page.waitForTimeout(400);
  const { y, height } = await boxOf(locator);
  return y >= 0 && y + height <= (page.viewportSize()?.height ?? 0);
}

/** Dark pixels of what is drawn within a box: digits are, and white paper is not. */
async function inkWithin(page: Page, locator: Locator): Promise<number> {
  const clip = await boxOf(locator);
  const { data } = await sharp(await page.screenshot({ clip }))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((value) => value < 110).length;
}

async function listViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    "axe.run(document, { iframes: false, rules: { 'target-size': { enabled: true } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')))",
  );
  return z.array(z.string()).parse(found);
}

async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}
