/** Makes the demo anew, opens its workbench in a browser, and keeps pictures of the pages for the READMEs. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { findBrowser } from "../src/crawl/browser.ts";
import { openStore } from "../src/store/open-store.ts";

const DEMO = join("data", "demo");
const DATABASE = join(DEMO, "nianbao.sqlite");
const PICTURES = join("docs", "pictures");
const VIEWPORT = { width: 1200, height: 700 };
/** Sharp enough for screens of two pixels a point, and small enough for a README. */
const PIXELS_A_POINT = 2;
const COLOURS = 64;
const DOUBTED = "requests.granted.total";

interface Picture {
  readonly name: string;
  readonly path: string;
  /** What must be seen before the picture is taken. */
  readonly wait: (page: Page) => Promise<void>;
}

const found = await findBrowser();
if (found.kind === "missing") throw new Error(found.advice);
await runDemo();
const server = spawn(process.execPath, [
  join("dist", "cli.js"),
  ...["serve", "--json", "--port", "0", "--search-index", ":memory:"],
  ...["--db", DATABASE, "--archive", join(DEMO, "archive")],
]);
const browser = await chromium.launch({
  executablePath: found.path,
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    `--force-device-scale-factor=${PIXELS_A_POINT}`,
  ],
});
try {
  const url = await readAddress(server);
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  for (const [locale, suffix] of [
    ["en-GB", "en"],
    ["zh-CN", "zh"],
  ] as const) {
    await takeAll(browser, { url, locale, suffix });
  }
} finally {
  await browser.close();
  server.kill();
}

/** The same command that the README begins with. */
async function runDemo(): Promise<void> {
  const demo = spawn(process.execPath, ["--import", "tsx", join("scripts", "demo.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => demo.on("exit", resolve));
  if (code !== 0) throw new Error(`the demo ended with ${code}: run npm run demo to see why`);
}

/** Printed as JSON once it listens. */
async function readAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the server's output is not to be read");
  child.stderr?.resume();
  for await (const line of createInterface({ input: child.stdout })) {
    const { url }: { url: string } = JSON.parse(line);
    return url;
  }
  throw new Error("the server ended before it listened: run nianbao serve to see why");
}

async function takeAll(
  opened: Browser,
  given: { readonly url: string; readonly locale: string; readonly suffix: string },
): Promise<void> {
  const { url, locale, suffix } = given;
  const context = await opened.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: PIXELS_A_POINT,
    colorScheme: "light",
    reducedMotion: "reduce",
    locale,
  });
  for (const { name, path, wait } of listPictures()) {
    const page = await context.newPage();
    await page.goto(url + path, { waitUntil: "networkidle" });
    await wait(page);
    await keep(await page.screenshot(), join(PICTURES, `${name}-${suffix}.png`));
    await page.close();
  }
  await context.close();
}

/** Views that say most about what this is for. */
function listPictures(): Picture[] {
  const { report, agency } = findDoubted();
  return [
    {
      name: "coverage",
      path: "/coverage",
      // What is missing is worked out between requests.
      wait: (page) => page.locator("a.missing").first().waitFor(),
    },
    {
      name: "report",
      path: `/reports/${report}?target=${DOUBTED}#${DOUBTED}`,
      wait: (page) => page.frameLocator("iframe[name=original]").locator("#here").waitFor(),
    },
    {
      name: "compare",
      path: `/compare?agency=${encodeURIComponent(agency)}`,
      wait: (page) => page.locator("svg.chart").waitFor(),
    },
  ];
}

/** The report with the wrong sum: its number depends on the order in which reports came in. */
function findDoubted(): { readonly report: number; readonly agency: string } {
  const store = openStore(DATABASE, { mode: "read", forms: [] });
  try {
    const row = store.database
      .prepare<[], { report: number; agency: string }>(
        "select report_id as report, agency from reports where errors > 0 order by year limit 1",
      )
      .get();
    if (row === undefined) throw new Error("no report of the demo is doubted");
    return row;
  } finally {
    store.close();
  }
}

async function keep(png: Buffer, path: string): Promise<void> {
  const { size } = await sharp(png)
    .png({ palette: true, colours: COLOURS, effort: 10, compressionLevel: 9, dither: 0 })
    .toFile(path);
  console.log(`${path}  ${Math.round(size / 1024)} KB`);
}
