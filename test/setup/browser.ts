import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { findBrowser } from "../../src/crawl/browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Path of a Chrome or Chromium; null where there is none, and tests that need one are skipped. */
    readonly browserPath: string | null;
  }
}

const INSTALL_TIMEOUT_MS = 300_000;

/** Finds a browser for the tests that need a real one, or installs the system's where that is allowed. */
export async function setup(project: TestProject): Promise<void> {
  const first = await findBrowser();
  const search = first.kind === "missing" && installChromium() ? await findBrowser() : first;
  if (search.kind === "missing") {
    process.stderr.write(`Tests in a real browser are skipped: ${search.advice}.\n`);
  }
  project.provide("browserPath", search.kind === "found" ? search.path : null);
}

/** True if the Debian package was installed; elsewhere, or without the right to, nothing is done. */
function installChromium(): boolean {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/etc/debian_version")) return false;
  process.stderr.write(
    "No browser was found: installing the Debian package chromium for the tests.\n",
  );
  const options = {
    stdio: "ignore",
    timeout: INSTALL_TIMEOUT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync(
      "apt-get",
      ["install", "-qq", "-y", "--no-install-recommends", "chromium"],
      options,
    );
    return true;
  } catch {
    return false;
  }
}
