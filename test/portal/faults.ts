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
  /** More comes than is announced, on a connection that is kept: the rest looks like another answer. */
  | { readonly kind: "long" }
  /** The page, after a while. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** Nothing is ever answered. */
  | { readonly kind: "hang" }
  /** So many bytes; announced in Content-Length or not. */
  | { readonly kind: "oversize"; readonly bytes: number; readonly announced: "yes" | "no" }
  /** A small gzip body that unpacks to so many bytes. */
  | { readonly kind: "bomb"; readonly bytes: number }
  /** The gzip body ends before its end, with a Content-Length that fits. */
  | { readonly kind: "cut_gzip" }
  /** One response header of so many bytes. */
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
  if (isOver(fault, times)) sendPage();
  else if (fault.kind === "slow") answerLate(fault.delayMs, response, sendPage);
  else if (fault.kind === "drip") drip(fault.intervalMs, response);
  else if (fault.kind !== "hang") answerWrongly(fault, response);
}

function isOver(fault: Fault, times: number): boolean {
  const isTimed = fault.kind === "status" || fault.kind === "reset";
  return isTimed && times > (fault.times ?? Number.POSITIVE_INFINITY);
}

function answerWrongly(
  fault: Exclude<Fault, { kind: "drip" | "hang" | "slow" }>,
  response: ServerResponse,
): void {
  switch (fault.kind) {
    case "status":
      sendStatus(fault, response);
      break;
    case "reset":
      cut(response);
      break;
    case "redirect":
      response.writeHead(fault.status ?? 302, { location: fault.to }).end();
      break;
    case "short":
      sendLess(response);
      break;
    case "oversize":
      sendMuch(fault, response);
      break;
    case "bomb":
      sendBomb(fault.bytes, response);
      break;
    case "long":
      sendMore(response);
      break;
    case "cut_gzip":
      sendHalfGzip(response);
      break;
    case "headers":
      response.writeHead(200, { ...html, "x-long": "x".repeat(fault.bytes) }).end("<p>small</p>");
      break;
    default:
      fault satisfies never;
  }
}

function sendLess(response: ServerResponse): void {
  response.writeHead(200, { ...html, "content-length": 1000, connection: "close" });
  response.write("<p>half a report", () => response.socket?.end());
}

function sendMore(response: ServerResponse): void {
  const body = "<p>a report</p>";
  const more = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nbad";
  const head = `content-type: text/html\r\ncontent-length: ${body.length}\r\n`;
  response.socket?.write(`HTTP/1.1 200 OK\r\n${head}\r\n${body}${more}`);
}

function sendHalfGzip(response: ServerResponse): void {
  const zipped = gzipSync(Buffer.from("<p>a report</p>".repeat(1000)));
  const half = zipped.subarray(0, zipped.byteLength / 2);
  response.writeHead(200, { ...html, "content-encoding": "gzip" }).end(half);
}

function sendStatus(fault: Extract<Fault, { kind: "status" }>, response: ServerResponse): void {
  const wish = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
  response.writeHead(fault.status, { ...html, ...wish }).end(`<h1>${fault.status}</h1>`);
}

function cut(response: ServerResponse): void {
  response.writeHead(200, { ...html, "content-length": 1000 });
  response.write("<p>half a report", () => response.socket?.resetAndDestroy());
}

function answerLate(delayMs: number, response: ServerResponse, sendPage: () => void): void {
  const timer = setTimeout(sendPage, delayMs);
  response.once("close", () => clearTimeout(timer));
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
