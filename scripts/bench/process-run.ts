import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a process did from its start to its end. */
export interface ProcessRun {
  readonly wallSeconds: number;
  /** All threads, user and system. */
  readonly cpuSeconds: number;
  /** Most memory it ever held. */
  readonly peakMb: number;
  readonly output: string;
}

const USAGE = new URL("./usage.mjs", import.meta.url).href;

/** Runs node to its end and measures it; throws if its exit code is not 0. */
export async function runNode(words: readonly string[]): Promise<ProcessRun> {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-usage-"));
  const usageFile = join(folder, "usage.json");
  try {
    const begunMs = performance.now();
    const output = await runToEnd(["--import", USAGE, ...words], usageFile);
    const wallSeconds = (performance.now() - begunMs) / 1000;
    return { wallSeconds, output, ...JSON.parse(readFileSync(usageFile, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a script of this folder; what it prints is JSON. */
export async function runScript(name: string, words: readonly string[]): Promise<ProcessRun> {
  return runNode(["--import", "tsx", toPath(name), ...words]);
}

function toPath(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function runToEnd(words: readonly string[], usageFile: string): Promise<string> {
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NIANBAO_BENCH_USAGE: usageFile },
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`node ${words.join(" ")} ended with code ${code}`);
  return Buffer.concat(parts).toString();
}
