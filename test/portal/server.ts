import { createHash } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { type Fault, playFault } from "./faults.ts";

/** What a path answers. */
export interface PortalPage {
  readonly body: Uint8Array | string;
  readonly contentType: string;
  /** 200 if left out. */
  readonly status?: number;
  /** Beside ETag and Last-Modified, which every page has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as a route sees it. */
export interface PortalRequest {
  /** With the query. */
  readonly path: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  /** The form of a POST; empty otherwise. */
  readonly form: URLSearchParams;
  /** How often this path was asked for, this time included. */
  readonly times: number;
}

export type PortalRoute = PortalPage | ((request: PortalRequest) => PortalPage | undefined);

/** One site: a server of its own on a port of its own. */
export interface PortalSite {
  /** By path, with the query or without; a path with its query is looked for first. */
  readonly routes: Readonly<Record<string, PortalRoute>>;
  /** 404 if left out. */
  readonly robots?: string;
  /** What goes wrong, by path; "/robots.txt" may be one. */
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Any that is free if left out. */
  readonly port?: number;
}

/** One request that reached a site. */
export interface PortalEntry {
  readonly site: string;
  readonly method: string;
  readonly path: string;
  /** The form of a POST as it came; empty otherwise, and until it has come. */
  body: string;
  readonly headers: IncomingHttpHeaders;
  /** Monotonic milliseconds at which the request's headers had arrived. */
  readonly atMs: number;
  /** Monotonic milliseconds at which the answer was sent or the connection lost; undefined while under way. */
  endedMs: number | undefined;
  /** Zero until the answer's headers are sent. */
  status: number;
  /** Requests of this site under way when it came, itself included. */
  readonly underWay: number;
}

export interface PortalOptions {
  readonly sites: Readonly<Record<string, PortalSite>>;
  /** Told of every request as it comes, beside the portal's own list. */
  readonly log?: (entry: PortalEntry) => void;
}

export interface Portal {
  /** Address of a path on a site: `portal.url("qingshi", "/zfxxgknb/")`. */
  url(site: string, path: string): string;
  port(site: string): number;
  /** Requests so far, in the order they came. */
  readonly entries: readonly PortalEntry[];
  /** Connections open now, over all sites. */
  openSockets(): number;
  /** A site whose machine is off: its connections are cut and new ones refused. */
  unplug(site: string): Promise<void>;
  /** Back at the same port. */
  plugIn(site: string): Promise<void>;
  /** Ends every server and every connection. */
  close(): Promise<void>;
}

/** Pages do not change while the portal runs. */
const lastModified = "Mon, 20 Jan 2025 01:00:00 GMT";

/** Starts a portal of invented sites on 127.0.0.1. The caller closes it. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const entries: PortalEntry[] = [];
  const running = new Map<string, RunningSite>();
  for (const [name, site] of Object.entries(options.sites)) {
    const onEntry = (entry: PortalEntry) => {
      entries.push(entry);
      options.log?.(entry);
    };
    running.set(name, await startSite(name, site, onEntry));
  }
  const expectSite = (name: string): RunningSite => {
    const site = running.get(name);
    if (site === undefined) throw new Error(`the portal has no site ${name}`);
    return site;
  };
  return {
    url: (site, path) => `http://127.0.0.1:${expectSite(site).port}${path}`,
    port: (site) => expectSite(site).port,
    entries,
    openSockets: () => [...running.values()].reduce((sum, { sockets }) => sum + sockets.size, 0),
    unplug: (site) => stopSite(expectSite(site)),
    plugIn: (site) => listen(expectSite(site).server, expectSite(site).port),
    close: async () => {
      await Promise.all([...running.values()].map(stopSite));
    },
  };
}

interface RunningSite {
  readonly server: Server;
  readonly port: number;
  readonly sockets: Set<Socket>;
}

async function startSite(
  name: string,
  site: PortalSite,
  onEntry: (entry: PortalEntry) => void,
): Promise<RunningSite> {
  const sockets = new Set<Socket>();
  const times = new Map<string, number>();
  let underWay = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const count = (times.get(path) ?? 0) + 1;
    times.set(path, count);
    underWay += 1;
    const { headers } = request;
    const atMs = performance.now();
    const method = request.method ?? "GET";
    const state = { atMs, endedMs: undefined, status: 0, underWay };
    const open: PortalEntry = { site: name, method, path, body: "", headers, ...state };
    onEntry(open);
    response.once("close", () => {
      underWay -= 1;
      open.endedMs = performance.now();
      open.status = response.headersSent ? response.statusCode : 0;
    });
    if (method !== "POST") {
      answer(site, request, response, { path, count, body: "" });
      return;
    }
    readForm(request, (body) => {
      open.body = body;
      answer(site, request, response, { path, count, body });
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, site.port ?? 0);
  return { server, port: toPort(server.address()), sockets };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const maxFormBytes = 64 * 1024;

function readForm(request: IncomingMessage, onRead: (body: string) => void): void {
  const parts: Buffer[] = [];
  let byteLength = 0;
  request.on("data", (part: Buffer) => {
    byteLength += part.byteLength;
    if (byteLength > maxFormBytes) request.destroy();
    else parts.push(part);
  });
  request.on("end", () => onRead(Buffer.concat(parts).toString("utf8")));
}

interface Asked {
  readonly path: string;
  readonly count: number;
  readonly body: string;
}

async function stopSite({ server, sockets }: RunningSite): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}

function toPort(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function answer(
  site: PortalSite,
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
): void {
  const fault = site.faults?.[asked.path];
  const page = findPage(site, request, asked);
  if (fault === undefined) sendPage(page, request, response);
  else playFault(fault, asked.count, response, () => sendPage(page, request, response));
}

function findPage(
  site: PortalSite,
  request: IncomingMessage,
  { path, count, body }: Asked,
): PortalPage | undefined {
  if (path === "/robots.txt" && site.robots !== undefined) {
    return { body: site.robots, contentType: "text/plain; charset=utf-8" };
  }
  const url = new URL(path, "http://portal");
  const route = site.routes[path] ?? site.routes[decodeUtf8(path)] ?? site.routes[url.pathname];
  if (typeof route !== "function") return route;
  const { headers, method = "GET" } = request;
  return route({ path, url, headers, method, form: new URLSearchParams(body), times: count });
}

/** A path in another charset is left as it is. */
function decodeUtf8(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function sendPage(
  page: PortalPage | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (page === undefined) {
    response.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end("<h1>404</h1>");
    return;
  }
  const bytes = typeof page.body === "string" ? Buffer.from(page.body) : page.body;
  const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`;
  const validators = { etag, "last-modified": lastModified };
  if (isFresh(request, etag)) {
    response.writeHead(304, validators).end();
    return;
  }
  const headers = { "content-type": page.contentType, ...validators, ...page.headers };
  const status = page.status ?? 200;
  const isZipped = (request.headers["accept-encoding"] ?? "").includes("gzip");
  if (isZipped && bytes.byteLength > 0) {
    const zipped = gzipSync(bytes);
    response
      .writeHead(status, {
        ...headers,
        "content-encoding": "gzip",
        "content-length": zipped.byteLength,
      })
      .end(zipped);
    return;
  }
  response.writeHead(status, { ...headers, "content-length": bytes.byteLength }).end(bytes);
}

/** If-None-Match decides alone where it is sent. */
function isFresh(request: IncomingMessage, etag: string): boolean {
  const tag = request.headers["if-none-match"];
  if (tag !== undefined) return tag === etag;
  const since = request.headers["if-modified-since"];
  return since !== undefined && Date.parse(since) >= Date.parse(lastModified);
}
