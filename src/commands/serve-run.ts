import { readFileSync } from "node:fs";
import { BlockList, isIP, isIPv6 } from "node:net";
import { forms } from "../model/forms/forms.ts";
import type { GuardOptions } from "../serve/guard.ts";
import { ServedDatabase } from "../serve/served-database.ts";
import { type RunningServer, startServer } from "../serve/server.ts";
import { createWorkbench } from "../serve/workbench.ts";
import { openArchive } from "../store/archive.ts";
import { SearchIndex } from "../store/browse/search-index.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import { createOriginalReader } from "./original-threads.ts";
import { readVersion } from "./program-version.ts";
import type { ServeOptions } from "./serve.ts";
import { createEditor } from "./serve-editor.ts";
import type { Terminal } from "./terminal.ts";

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];
const MAX_PORT = 65_535;
const LINE_END = /\r?\n[\s\S]*$/;

/** Answers until Ctrl-C or SIGTERM, which end it cleanly. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const guard = toGuard(options);
  const database = new ServedDatabase(options.db, () => {
    const store = openStore(options.db, { mode: "read", forms: [...forms.values()] });
    return { store, search: openSearch(store, options, terminal) };
  });
  const originals = createOriginalReader();
  try {
    const app = createWorkbench({
      database,
      archive: openArchive(options.archive),
      originals,
      guard,
      editor: options.edit === undefined ? undefined : createEditor(options),
      version: readVersion(),
      onDefect: (error, address) => terminal.log.error({ err: error, address }, describe(error)),
    });
    const server = await start(app, options);
    await makeFirstPage(app, guard);
    introduce(server, options, guard, terminal);
    await stopped();
    await server.close();
    return exitCode.done;
  } finally {
    await originals.close();
    database.close();
  }
}

/** In a file beside the database; without one the rest works all the same. */
function openSearch(
  store: Store,
  { db, searchIndex = `${db}.search` }: ServeOptions,
  terminal: Terminal,
): SearchIndex | undefined {
  try {
    return new SearchIndex(store, searchIndex, (work) => void setImmediate(work));
  } catch (error) {
    terminal.log.warn(
      `there is no search: its index ${searchIndex} cannot be written (${describe(error)}); give another file with --search-index, or :memory:`,
    );
    return undefined;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function start(app: Parameters<typeof startServer>[0], { host, port }: ServeOptions) {
  try {
    return await startServer(app, host, port);
  } catch (error) {
    throw new CommandError(
      `cannot listen at ${host}, port ${port} (${describe(error)}): give another with --port or --host`,
      exitCode.failed,
    );
  }
}

/** Whoever has just started it looks at the first page first; once it was made, all it takes is loaded and looked up. */
async function makeFirstPage(
  app: Parameters<typeof startServer>[0],
  { hosts: [host = ""], password, proxyHeader }: GuardOptions,
): Promise<void> {
  const credentials = Buffer.from(`:${password ?? ""}`).toString("base64");
  const headers = {
    host,
    authorization: `Basic ${credentials}`,
    ...(proxyHeader !== undefined && { [proxyHeader]: "nianbao" }),
  };
  const page = await app.request("/coverage", { headers });
  await page.arrayBuffer();
}

function introduce(
  server: RunningServer,
  options: ServeOptions,
  guard: GuardOptions,
  terminal: Terminal,
): void {
  if (options.json) terminal.print(`${JSON.stringify({ url: server.url })}\n`);
  else terminal.print(`${server.url}\n`);
  const who = guard.password === undefined ? `the header ${guard.proxyHeader}` : "the password";
  if (!isLoopback(options.host)) {
    terminal.log.warn(
      `it can be reached from other machines, asks for ${who}, and speaks plain HTTP: put a proxy with TLS in front`,
    );
  }
  terminal.log.info("Ctrl-C ends it");
}

/** Who is let in. Throws where other machines could look without being asked for anything. */
function toGuard(options: ServeOptions): GuardOptions {
  const { host, port, trustProxyHeader: proxyHeader, allowedHost = [] } = options;
  if (port > MAX_PORT) {
    throw new CommandError(
      `expected --port to be at most ${MAX_PORT}, got ${port}`,
      exitCode.usage,
    );
  }
  const password = readPassword(options);
  if (!isLoopback(host) && password === undefined && proxyHeader === undefined) {
    throw new CommandError(
      `--host ${host} lets other machines look: give --password-file PATH (or NIANBAO_PASSWORD), or --trust-proxy-header NAME if a proxy in front asks who they are`,
      exitCode.usage,
    );
  }
  const named = isIPv6(host) ? `[${host}]` : host;
  const hosts = [...LOCAL_NAMES, named, ...allowedHost].map((name) => name.toLowerCase());
  return { hosts: [...new Set(hosts)], password, proxyHeader };
}

function readPassword({ passwordFile }: ServeOptions): string | undefined {
  if (passwordFile === undefined) return process.env.NIANBAO_PASSWORD || undefined;
  const password = readFirstLine(passwordFile);
  if (password !== "") return password;
  throw new CommandError(
    `the first line of ${passwordFile} is empty: write the password there`,
    exitCode.usage,
  );
}

function readFirstLine(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(LINE_END, "");
  } catch (error) {
    throw new CommandError(
      `the password file ${path} cannot be read (${describe(error)})`,
      exitCode.usage,
    );
  }
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopback(host: string): boolean {
  if (host === "localhost") return true;
  if (isIP(host) === 0) return false;
  return loopback.check(host, isIPv6(host) ? "ipv6" : "ipv4");
}

/** Resolves at the first signal; a second one ends the process at once, as programs do. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}
