import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { SourceEntry } from "../../test/sample/site.ts";
import type { PortalMessage } from "./portal-child.ts";
import { listPaths, makeSites } from "./sites.ts";

/** A portal that runs in its own process. */
export interface BenchPortal {
  readonly reports: number;
  /** Reports and lists. */
  readonly pages: number;
  readonly meanKb: number;
  /** Addresses of the first list of each host. */
  readonly starts: readonly string[];
  readonly sources: readonly SourceEntry[];
  /** CPU seconds the portal has used so far. */
  usage(): Promise<number>;
  close(): void;
}

const CHILD = fileURLToPath(new URL("./portal-child.ts", import.meta.url));

/** Starts a portal with so many reports on 20 hosts; resolves once every page is in its memory. */
export async function openPortal(reports: number): Promise<BenchPortal> {
  const child = fork(CHILD, [String(reports)], { execArgv: ["--import", "tsx"] });
  const ready = await receive(child);
  if (ready.kind !== "ready") throw new Error(`expected the portal to be ready, met ${ready.kind}`);
  const sites = makeSites(reports);
  const bases = ready.baseUrls;
  return {
    reports,
    pages: sites.reduce((sum, site) => sum + site.reportPaths.length + listPaths(site).length, 0),
    meanKb: ready.meanBytes / 1024,
    starts: sites.map((site, host) => `${bases[host]}${listPaths(site)[0]}`),
    sources: sites.flatMap((site, host) => site.sources(bases[host] ?? "")),
    usage: async () => {
      child.send("usage");
      const message = await receive(child);
      return message.kind === "usage" ? message.cpuSeconds : 0;
    },
    close: () => child.disconnect(),
  };
}

async function receive(child: ChildProcess): Promise<PortalMessage> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`the portal ended with code ${code} before it answered`);
    }),
  ]);
  return message;
}
