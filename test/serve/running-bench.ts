import { request } from "node:http";
import { drawPage, open } from "../../src/commands/original-worker.ts";
import type { GuardOptions } from "../../src/serve/guard.ts";
import type { OriginalReader } from "../../src/serve/original/original-reader.ts";
import { type RunningServer, startServer } from "../../src/serve/server.ts";
import { createWorkbench } from "../../src/serve/workbench.ts";
import { SearchIndex } from "../../src/store/browse/search-index.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Shelf } from "./stored-documents.ts";

/** A workbench that answers on a port of this machine. */
export interface RunningBench extends RunningServer {
  /** What no page foresaw. */
  readonly defects: unknown[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** In this thread, which is quicker to start than another one. */
const originals: OriginalReader = {
  open: (bytes, contentType) => open({ bytes, contentType }),
  drawPage: (bytes, page) => drawPage({ bytes, page }),
  close: async () => undefined,
};

/** Serves a shelf, by a connection of its own that cannot write. */
export async function startBench(
  shelf: Shelf,
  guard: Partial<GuardOptions> = {},
): Promise<RunningBench> {
  const store = openStore(shelf.database, { mode: "read", forms: [] });
  const defects: unknown[] = [];
  const search = new SearchIndex(store, ":memory:", (work) => void setImmediate(work));
  const app = createWorkbench({
    store,
    search,
    archive: shelf.archive,
    originals,
    guard: { hosts: ["127.0.0.1", "localhost"], ...guard },
    version: "0.1.0",
    onDefect: (error) => void defects.push(error),
  });
  const server = await startServer(app, "127.0.0.1", 0);
  return {
    ...server,
    defects,
    get: (path, headers = {}) => ask(server.url, path, headers),
    close: async () => {
      await server.close();
      search.close();
      store.close();
    },
  };
}

/** Sends the path as it is, which `fetch` would put in order first, and any Host header. */
function ask(
  base: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const pairs = Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const text = Buffer.concat(parts).toString("utf8");
        resolve({ status: answer.statusCode ?? 0, headers: new Headers(pairs), text });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}
