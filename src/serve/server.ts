import { createServer } from "node:http";
import { isIPv6 } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

export interface RunningServer {
  /** http://127.0.0.1:8017 */
  readonly url: string;
  close(): Promise<void>;
}

/** Requests are small and their answers quick; who takes longer than this to ask is not asking. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Begins to answer; port 0 is any that is free. Rejects if the port or the host is not to be had. */
export async function startServer(app: Hono, host: string, port: number): Promise<RunningServer> {
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
