import { Agent, DecoratorHandler, type Dispatcher } from "undici";
import type { AddressGuard } from "./address-guard.ts";
import { readBody } from "./body.ts";
import { createGuardedConnector } from "./connector.ts";
import { findForm } from "./posted-address.ts";
import { DeadlineMissed, describeFailure, type RequestFailure } from "./request-failure.ts";

/** What one request gives: an answer of the server, or the reason why there is none. Redirects are answers. */
export type Exchange = Answer | RequestFailure;

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** Names in lower case; a header sent several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded; undefined unless the status is 2xx. */
  readonly body: Uint8Array | undefined;
}

export interface RequestLimits {
  /** Name, connection and TLS handshake. */
  readonly connectTimeoutMs: number;
  /** From the request to the end of the answer's headers. */
  readonly headersTimeoutMs: number;
  /** The longest silence within a body. */
  readonly silenceTimeoutMs: number;
  /** From the request to the last byte: ends a body that drips for ever. */
  readonly deadlineMs: number;
  readonly maxHeaderBytes: number;
  readonly maxWireBytes: number;
  readonly maxBodyBytes: number;
}

/** What slow county servers and scanned reports need, and no more. */
const defaultRequestLimits: RequestLimits = {
  connectTimeoutMs: 15_000,
  headersTimeoutMs: 45_000,
  silenceTimeoutMs: 45_000,
  deadlineMs: 240_000,
  maxHeaderBytes: 32 * 1024,
  maxWireBytes: 64 * 1024 * 1024,
  maxBodyBytes: 128 * 1024 * 1024,
};

export interface ExchangeOptions {
  /** Sent beside those every request carries. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A cap lower than that of the requester, as for robots.txt. */
  readonly maxBodyBytes?: number;
  /** Called when the request goes out on its connection. */
  readonly onBegun?: () => void;
  /** Called when the answer's headers have come. */
  readonly onAnswered?: () => void;
}

/** Sends requests; owns the connections. */
export interface Requester {
  /** Why the address must not be asked; undefined if nothing speaks against it as written. */
  findRefusal(url: URL): string | undefined;
  /** One GET, or POST if the address carries a form. Never rejects: whatever goes wrong is part of what it gives. */
  exchange(url: URL, options?: ExchangeOptions): Promise<Exchange>;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

export interface RequesterOptions {
  readonly userAgent: string;
  readonly guard: AddressGuard;
  readonly limits?: Partial<RequestLimits>;
  /** True for addresses on whose sites old TLS may be spoken; nowhere if left out. */
  readonly isLegacy?: (url: URL) => boolean;
}

/** As a page's own script sends it. */
const formType = "application/x-www-form-urlencoded; charset=UTF-8";
/** Redirects carry a short page that nobody reads; a longer one is cut off with its connection. */
const maxIgnoredBytes = 64 * 1024;

/** A requester over HTTP/1.1 and HTTP/2 with connections that are kept while a crawl lasts. */
export function createRequester(options: RequesterOptions): Requester {
  const limits: RequestLimits = { ...defaultRequestLimits, ...options.limits };
  const { guard, userAgent, isLegacy = () => false } = options;
  const modern = openAgent("modern", guard, limits);
  const legacy = openAgent("legacy", guard, limits);
  const toLine = (url: URL): Line => {
    return { agent: isLegacy(url) ? legacy : modern, limits, guard, userAgent };
  };
  return {
    findRefusal: (url) => guard.findRefusal(url),
    exchange: (url, exchangeOptions = {}) => exchange(url, exchangeOptions, toLine(url)),
    close: async () => {
      await Promise.all([modern.destroy(), legacy.destroy()]);
    },
  };
}

function openAgent(tls: "modern" | "legacy", guard: AddressGuard, limits: RequestLimits): Agent {
  return new Agent({
    allowH2: tls === "modern",
    connect: createGuardedConnector(guard, { ...limits, tls }),
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.silenceTimeoutMs,
    maxHeaderSize: limits.maxHeaderBytes,
    keepAliveTimeout: 10_000,
  });
}

interface Line {
  readonly agent: Agent;
  readonly userAgent: string;
  readonly guard: AddressGuard;
  readonly limits: RequestLimits;
}

async function exchange(url: URL, options: ExchangeOptions, line: Line): Promise<Exchange> {
  const refusal = line.guard.findRefusal(url);
  if (refusal !== undefined) {
    return { kind: "failed", outcome: "refused", reason: refusal, isPassing: false };
  }
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new DeadlineMissed(`not done within ${line.limits.deadlineMs} ms`));
  }, line.limits.deadlineMs);
  try {
    return await ask(url, options, line, deadline.signal);
  } catch (error) {
    return describeFailure(error, url);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(
  url: URL,
  options: ExchangeOptions,
  line: Line,
  signal: AbortSignal,
): Promise<Answer> {
  const form = findForm(url);
  const response = await noteBegin(line.agent, options.onBegun).request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: form === undefined ? "GET" : "POST",
    body: form ?? null,
    headers: {
      ...(form !== undefined && { "content-type": formType }),
      "user-agent": line.userAgent,
      accept: "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
      "accept-language": "zh-CN,zh;q=0.9",
      "accept-encoding": "gzip, deflate, br",
      ...options.headers,
    },
    signal,
  });
  options.onAnswered?.();
  const headers = joinHeaders(response.headers);
  const answer = { kind: "answer", status: response.statusCode, headers } as const;
  if (response.statusCode < 200 || response.statusCode > 299) {
    await response.body.dump({ limit: maxIgnoredBytes, signal });
    return { ...answer, body: undefined };
  }
  const maxBodyBytes = options.maxBodyBytes ?? line.limits.maxBodyBytes;
  const body = await readBody(response.body, headers["content-encoding"], {
    maxWireBytes: Math.min(line.limits.maxWireBytes, maxBodyBytes),
    maxBodyBytes,
  });
  return { ...answer, body };
}

/** The moment a request goes out is later than the moment it is handed over, by a whole handshake at times. */
function noteBegin(agent: Agent, onBegun: (() => void) | undefined): Dispatcher {
  if (onBegun === undefined) return agent;
  return agent.compose((dispatch) => (dispatchOptions, handler) => {
    return dispatch(dispatchOptions, new BeginNoter(handler, onBegun));
  });
}

class BeginNoter extends DecoratorHandler implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #onBegun: () => void;

  constructor(handler: Dispatcher.DispatchHandler, onBegun: () => void) {
    super(handler);
    this.#handler = handler;
    this.#onBegun = onBegun;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#onBegun();
    this.#handler.onRequestStart?.(controller, context);
  }
}

function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return joined;
}
