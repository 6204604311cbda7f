import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface ScrapyRun {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const SCRIPT = fileURLToPath(new URL("./scrapy-peer.py", import.meta.url));
/** Debian's own comes first: a Python installed beside it does not know its packages. */
const PYTHONS = ["/usr/bin/python3", "python3"];

/** A Python that has Scrapy (`apt-get install python3-scrapy`); undefined on a machine without. */
export function findScrapy(): string | undefined {
  return PYTHONS.find((python) => spawnSync(python, ["-c", "import scrapy"]).status === 0);
}

/** Crawls from the first lists into a new database, and measures the process. */
export async function runScrapy(
  python: string,
  file: string,
  starts: readonly string[],
): Promise<ScrapyRun> {
  const child = spawn(python, [SCRIPT, file, JSON.stringify(starts)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`${python} ${SCRIPT} ended with code ${code}`);
  return JSON.parse(Buffer.concat(parts).toString());
}
