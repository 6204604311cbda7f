import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** A browser that pages can be opened in, or how to get one. */
export type BrowserSearch =
  | { readonly kind: "found"; readonly path: string; readonly by: string }
  | { readonly kind: "missing"; readonly advice: string };

export interface BrowserEffects {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True if the path is a file this user may run. */
  isRunnable(path: string): Promise<boolean>;
  /** Where Playwright keeps a browser of its own; undefined if it is not installed. */
  findPlaywrightBrowser(): Promise<string | undefined>;
}

/** Variables that name a browser, ours first. */
const variables = ["NIANBAO_BROWSER", "CHROME_PATH"];

const commandNames = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge",
];

const macPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const linuxPaths = ["/opt/google/chrome/chrome", "/snap/bin/chromium"];
const windowsPrograms = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];
const windowsFolders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];

/**
 * Looks for a Chrome or Chromium: the one a variable names, the system's, Playwright's own. A variable that names
 * none is an answer too: another browser than the one asked for would be a surprise.
 */
export async function findBrowser(
  effects: BrowserEffects = createBrowserEffects(),
): Promise<BrowserSearch> {
  for (const name of variables) {
    const path = effects.environment[name];
    if (path === undefined || path === "") continue;
    if (await effects.isRunnable(path)) return { kind: "found", path, by: name };
    const advice = `${name} names no program that can be run: ${path}; set it to a Chrome or Chromium, or unset it`;
    return { kind: "missing", advice };
  }
  for (const path of listSystemPaths(effects)) {
    if (await effects.isRunnable(path)) return { kind: "found", path, by: "system" };
  }
  const own = await effects.findPlaywrightBrowser();
  if (own !== undefined && (await effects.isRunnable(own))) {
    return { kind: "found", path: own, by: "playwright" };
  }
  return { kind: "missing", advice: toAdvice(effects.platform) };
}

/** This machine. */
export function createBrowserEffects(): BrowserEffects {
  return {
    platform: process.platform,
    environment: process.env,
    async isRunnable(path) {
      try {
        await access(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    },
    async findPlaywrightBrowser() {
      try {
        const { chromium } = await import("playwright-core");
        return chromium.executablePath();
      } catch {
        return undefined;
      }
    },
  };
}

function listSystemPaths({ platform, environment }: BrowserEffects): string[] {
  if (platform === "win32") {
    const folders = windowsFolders.flatMap((name) => environment[name] ?? []);
    return folders.flatMap((folder) => windowsPrograms.map((program) => `${folder}\\${program}`));
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const commands = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...commands, ...(platform === "darwin" ? macPaths : linuxPaths)];
}

function toAdvice(platform: NodeJS.Platform): string {
  const install =
    platform === "linux"
      ? "install the package chromium of your system"
      : "install Google Chrome or Chromium";
  return `no Chrome or Chromium was found: ${install}, or set NIANBAO_BROWSER to the path of one, or run npx playwright install chromium`;
}
