import { request } from "node:http";
import { drawPage, open } from "../../src/commands/original-worker.ts";
import type { Editor } from "../../src/serve/edit/editor.ts";
import type { GuardOptions } from "../../src/serve/guard.ts";
import type { OriginalReader } from "../../src/serve/original/original-reader.ts";
import { ServedDatabase } from "../../src/serve/served-database.ts";
import { type RunningServer, startServer } from "../../src/serve/server.ts";
import { createWorkbench } from "../../src/serve/workbench.ts";
import { openArchive } from "../../src/store/archive.ts";
import { SearchIndex } from "../../src/store/browse/search-index.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Shelf } from "./stored-documents.ts";

/** A workbench that answers on a port of this machine. */
export interface RunningBench extends RunningServer {
  /** What no page foresaw. */
  readonly defects: unknown[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends a form. */
  post(path: string, form: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
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
  shelf: Pick<Shelf, "database" | "archiveFolder">,
  guard: Partial<GuardOptions> = {},
  editor?: Editor,
): Promise<RunningBench> {
  const path = shelf.database;
  const defects: unknown[] = [];
  const database = new ServedDatabase(path, () => {
    const store = openStore(path, { mode: "read", forms: [] });
    const later = (work: () => void) => void setImmediate(work);
    return { store, search: new SearchIndex(store, `${path}.search`, later) };
  });
  const app = createWorkbench({
    database,
    editor,
    archive: openArchive(shelf.archiveFolder),
    originals,
    guard: { hosts: ["127.0.0.1", "localhost"], ...guard },
    version: "0.1.0",
    onDefect: (error) => void defects.push(error),
  });
  const server = await startServer(app, "127.0.0.1", 0);
  return {
    ...server,
    defects,
    get: (path, headers = {}) => ask(server.url, path, { headers }),
    post: (path, form, headers = {}) => ask(server.url, path, { headers, form }),
    close: async () => {
      await server.close();
      database.close();
    },
  };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Sends the path as it is, which `fetch` would put in order first, and any Host header. */
function ask(
  base: string,
  path: string,
  given: { readonly headers: Readonly<Record<string, string>>; readonly form?: string },
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const form = given.form === undefined ? {} : FORM;
    const headers = { ...form, ...given.headers };
    const method = given.form === undefined ? "GET" : "POST";
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
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
    sent.end(given.form);
  });
}
