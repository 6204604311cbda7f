/** Serves sites for measuring from a process of its own, every page made and packed before the first request. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { LargeSite } from "../../test/sample/large-sites.ts";
import type { SamplePage } from "../../test/sample/site.ts";
import { listPaths, makeSites } from "./sites.ts";

export type PortalMessage =
  | { readonly kind: "ready"; readonly baseUrls: readonly string[]; readonly meanBytes: number }
  /** CPU seconds of this process so far. */
  | { readonly kind: "usage"; readonly cpuSeconds: number };

interface PackedPage {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const LAST_MODIFIED = "Mon, 20 Jan 2025 01:00:00 GMT";

const sites = makeSites(Number(process.argv[2]));
let bytes = 0;
let pages = 0;
const servers = await Promise.all(sites.map(start));
say({ kind: "ready", baseUrls: servers.map(toBaseUrl), meanBytes: bytes / pages });
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  say({ kind: "usage", cpuSeconds: (user + system) / 1e6 });
});
process.on("disconnect", () => process.exit());

function say(message: PortalMessage): void {
  process.send?.(message);
}

function start(site: LargeSite): Promise<Server> {
  const packed = packAll(site);
  const server = createServer((request, response) => answer(packed, request, response));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function packAll(site: LargeSite): Map<string, PackedPage> {
  const packed = new Map<string, PackedPage>();
  const robots = { body: Buffer.from(site.robots), contentType: "text/plain; charset=utf-8" };
  packed.set("/robots.txt", pack(robots));
  for (const path of [...listPaths(site), ...site.reportPaths]) {
    const page = site.pageAt(path);
    if (page === undefined) throw new Error(`${site.name} has no page ${path}`);
    packed.set(path, pack(page));
    bytes += page.body.byteLength;
    pages += 1;
  }
  return packed;
}

function pack({ body, contentType }: SamplePage): PackedPage {
  const zipped = gzipSync(body, { level: 6 });
  return {
    body: zipped,
    headers: {
      "content-type": contentType,
      "content-encoding": "gzip",
      "content-length": String(zipped.byteLength),
      etag: `"${createHash("sha256").update(zipped).digest("hex").slice(0, 16)}"`,
      "last-modified": LAST_MODIFIED,
    },
  };
}

function answer(
  packed: ReadonlyMap<string, PackedPage>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const page = packed.get(request.url ?? "/");
  if (page === undefined) {
    response.writeHead(404, { "content-type": "text/html" }).end("<h1>404</h1>");
  } else if (request.headers["if-none-match"] === page.headers.etag) {
    response.writeHead(304, { etag: page.headers.etag }).end();
  } else {
    response.writeHead(200, page.headers).end(page.body);
  }
}

function toBaseUrl(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
