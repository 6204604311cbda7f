import { describe, expect, test } from "vitest";
import { type BrowserEffects, createBrowserEffects, findBrowser } from "../../src/crawl/browser.ts";

function machine(runnable: readonly string[], more: Partial<BrowserEffects> = {}): BrowserEffects {
  return {
    platform: "linux",
    environment: { PATH: "/usr/local/bin:/usr/bin" },
    isRunnable: (path) => Promise.resolve(runnable.includes(path)),
    findPlaywrightBrowser: () => Promise.resolve(undefined),
    ...more,
  };
}

describe("the browser of a machine", () => {
  test("is the one a variable names, before any other", async () => {
    const environment = { PATH: "/usr/bin", CHROME_PATH: "/b", NIANBAO_BROWSER: "/a" };
    const search = await findBrowser(machine(["/usr/bin/chromium", "/a", "/b"], { environment }));
    expect(search).toEqual({ kind: "found", path: "/a", by: "NIANBAO_BROWSER" });
  });

  test("is not another one when the variable is wrong", async () => {
    const environment = { PATH: "/usr/bin", CHROME_PATH: "/nowhere/chrome" };
    const search = await findBrowser(machine(["/usr/bin/chromium"], { environment }));
    expect(search).toMatchObject({ kind: "missing" });
    expect(search.kind === "missing" ? search.advice : "").toContain("/nowhere/chrome");
  });

  test("is found on the search path", async () => {
    expect(await findBrowser(machine(["/usr/bin/google-chrome"]))).toMatchObject({
      path: "/usr/bin/google-chrome",
      by: "system",
    });
  });

  test("is found where Windows and macOS keep it", async () => {
    const windows = "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe";
    const environment = { "ProgramFiles(x86)": "C:\\Program Files (x86)" };
    expect(await findBrowser(machine([windows], { platform: "win32", environment }))).toMatchObject(
      {
        path: windows,
      },
    );
    const mac = "/Applications/Chromium.app/Contents/MacOS/Chromium";
    expect(await findBrowser(machine([mac], { platform: "darwin" }))).toMatchObject({ path: mac });
  });

  test("may be Playwright's own, if it is really there", async () => {
    const findPlaywrightBrowser = () => Promise.resolve("/cache/chrome");
    expect(await findBrowser(machine(["/cache/chrome"], { findPlaywrightBrowser }))).toMatchObject({
      by: "playwright",
    });
    expect(await findBrowser(machine([], { findPlaywrightBrowser }))).toMatchObject({
      kind: "missing",
    });
  });

  test("that is missing comes with what to do", async () => {
    const search = await findBrowser(machine([]));
    expect(search.kind === "missing" ? search.advice : "").toContain("NIANBAO_BROWSER");
  });

  test("is looked for on this machine without an error", async () => {
    expect(["found", "missing"]).toContain((await findBrowser(createBrowserEffects())).kind);
  });
});
