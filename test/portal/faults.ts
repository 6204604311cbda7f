import type { ServerResponse } from "node:http";
import { createGzip, gzipSync } from "node:zlib";

/** What a path does instead of answering, or before it does. */
export type Fault =
  /** The status for so many requests, then the page. For ever if `times` is left out. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly times?: number;
      readonly retryAfter?: string;
    }
  | { readonly kind: "redirect"; readonly to: string; readonly status?: number }
  /** One byte for each interval, without an end. */
  | { readonly kind: "drip"; readonly intervalMs: number }
  /** The connection is cut in the middle of the body, for so many requests. */
  | { readonly kind: "reset"; readonly times?: number }
  /** More is announced than comes, and the connection is closed properly. */
  | { readonly kind: "short" }
  /** Nothing is ever answered. */
  | { readonly kind: "hang" }
  /** So many bytes; announced in Content-Length or not. */
  | { readonly kind: "oversize"; readonly bytes: number; readonly announced: "yes" | "no" }
  /** A small gzip body that unpacks to so many bytes. */
  | { readonly kind: "bomb"; readonly bytes: number }
  /** The gzip body ends before its end, with a Content-Length that fits. */
  | { readonly kind: "cut_gzip" }
  | { readonly kind: "headers"; readonly bytes: number };

const html = { "content-type": "text/html; charset=utf-8" };
const chunk = Buffer.alloc(64 * 1024, 0x20);

/** Plays a fault; `sendPage` answers as if there were none. */
export function playFault(
  fault: Fault,
  times: number,
  response: ServerResponse,
  sendPage: () => void,
): void {
  switch (fault.kind) {
    case "status":
      if (times > (fault.times ?? Number.POSITIVE_INFINITY)) return sendPage();
      return sendStatus(fault, response);
    case "reset":
      if (times > (fault.times ?? Number.POSITIVE_INFINITY)) return sendPage();
      return cut(response);
    case "redirect":
      response.writeHead(fault.status ?? 302, { location: fault.to }).end();
      return;
    case "drip":
      return drip(fault.intervalMs, response);
    case "hang":
      return;
    default:
      return sendBadBody(fault, response);
  }
}

type BodyFault = Extract<Fault, { kind: "short" | "oversize" | "bomb" | "cut_gzip" | "headers" }>;

function sendBadBody(fault: BodyFault, response: ServerResponse): void {
  switch (fault.kind) {
    case "short":
      response.writeHead(200, { ...html, "content-length": 1000, connection: "close" });
      response.write("<p>half a report");
      response.socket?.end();
      return;
    case "oversize":
      return sendMuch(fault, response);
    case "bomb":
      return sendBomb(fault.bytes, response);
    case "cut_gzip": {
      const zipped = gzipSync(Buffer.from("<p>a report</p>".repeat(1000)));
      const half = zipped.subarray(0, zipped.byteLength / 2);
      response.writeHead(200, { ...html, "content-encoding": "gzip" }).end(half);
      return;
    }
    case "headers":
      response.writeHead(200, { ...html, "x-long": "x".repeat(fault.bytes) }).end("<p>small</p>");
      return;
    default:
      fault satisfies never;
  }
}

function sendStatus(fault: Extract<Fault, { kind: "status" }>, response: ServerResponse): void {
  const wish = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
  response.writeHead(fault.status, { ...html, ...wish }).end(`<h1>${fault.status}</h1>`);
}

function cut(response: ServerResponse): void {
  response.writeHead(200, { ...html, "content-length": 1000 });
  response.write("<p>half a report", () => response.socket?.resetAndDestroy());
}

function drip(intervalMs: number, response: ServerResponse): void {
  response.writeHead(200, html);
  const timer = setInterval(() => response.write(" "), intervalMs);
  response.once("close", () => clearInterval(timer));
}

function sendMuch(fault: Extract<Fault, { kind: "oversize" }>, response: ServerResponse): void {
  const length = fault.announced === "yes" ? { "content-length": fault.bytes } : {};
  response.writeHead(200, { ...html, ...length });
  let sent = 0;
  const send = (): void => {
    while (sent < fault.bytes && !response.destroyed) {
      const part = chunk.subarray(0, Math.min(chunk.byteLength, fault.bytes - sent));
      sent += part.byteLength;
      if (!response.write(part)) {
        response.once("drain", send);
        return;
      }
    }
    response.end();
  };
  send();
}

function sendBomb(bytes: number, response: ServerResponse): void {
  response.writeHead(200, { ...html, "content-encoding": "gzip" });
  const zip = createGzip({ level: 9 });
  zip.pipe(response);
  response.once("close", () => zip.destroy());
  let packed = 0;
  const pack = (): void => {
    while (packed < bytes) {
      packed += chunk.byteLength;
      if (!zip.write(chunk)) {
        zip.once("drain", pack);
        return;
      }
    }
    zip.end();
  };
  pack();
}
