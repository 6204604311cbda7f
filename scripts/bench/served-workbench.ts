import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The program's own server, in a process of its own. */
export interface ServedWorkbench {
  readonly url: string;
  /** Resolves when it has worked out what is missing and has made the search index. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const SETTLED_WITHIN_MS = 600_000;
const LOOK_EVERY_MS = 2_000;

/** Serves the database and archive of a folder; resolves once it listens. */
export async function serveWorkbench(folder: string): Promise<ServedWorkbench> {
  const child = spawn(
    process.execPath,
    [
      ...[PROGRAM, "serve", "--json", "--port", "0"],
      ...["--db", join(folder, "nianbao.sqlite"), "--archive", join(folder, "archive")],
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const [first] = await once(createInterface({ input: child.stdout }), "line");
  const { url }: { url: string } = JSON.parse(first);
  return {
    url,
    async settled() {
      const endMs = performance.now() + SETTLED_WITHIN_MS;
      while (await isAtWork(url)) {
        if (performance.now() > endMs) throw new Error("the workbench did not come to rest");
        await delay(LOOK_EVERY_MS);
      }
    },
    async close() {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** Both views say so on a banner. */
async function isAtWork(url: string): Promise<boolean> {
  for (const path of ["/coverage", `/search?q=${encodeURIComponent("政府")}`]) {
    const answer = await fetch(url + path);
    if ((await answer.text()).includes('class="banner"')) return true;
  }
  return false;
}
