import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler, Next } from "hono";

/** Who may ask, and under which names. */
export interface GuardOptions {
  /** Names that the Host header may bear, without port, in lower case. */
  readonly hosts: readonly string[];
  /** Asked for by HTTP Basic, with any user name. */
  readonly password?: string | undefined;
  /** Header by which a proxy in front says who asks; a request without it is refused. */
  readonly proxyHeader?: string | undefined;
}

const MAX_ADDRESS_CHARACTERS = 2_048;
/** "127.0.0.1:8080", "[::1]:8080", "localhost" */
const HOST = /^(\[[\da-f:.]+\]|[^:[\]/\s]+)(?::\d{1,5})?$/i;
/** "Basic dXNlcjpwYXNz" */
const BASIC = /^Basic\s+([A-Za-z0-9+/=]+)$/i;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer; a view that shows foreign content sets a policy of its own. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": PAGE_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

/**
 * Lets only requests through that ask for this server by a name it goes by (a foreign page may have its own name lead
 * here), that only look, and that bring the password or the proxy's header where one is asked for.
 */
export function guard(options: GuardOptions): MiddlewareHandler {
  return async (context: Context, next: Next) => {
    const refusal = findRefusal(context, options);
    if (refusal !== undefined) return refusal;
    await next();
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    return undefined;
  };
}

function findRefusal(context: Context, options: GuardOptions): Response | undefined {
  const { hosts, password, proxyHeader } = options;
  const named = HOST.exec(context.req.header("host") ?? "")?.[1]?.toLowerCase();
  if (named === undefined || !hosts.includes(named)) {
    return refuse(421, "This server does not go by the name asked for (Host header).");
  }
  if (context.req.method !== "GET" && context.req.method !== "HEAD") {
    return refuse(405, "This server is for looking only: GET and HEAD.", { allow: "GET, HEAD" });
  }
  if (context.req.url.length > MAX_ADDRESS_CHARACTERS) {
    return refuse(414, `The address is longer than ${MAX_ADDRESS_CHARACTERS} characters.`);
  }
  if (proxyHeader !== undefined && !context.req.header(proxyHeader)) {
    return refuse(401, "The proxy in front did not say who asks.");
  }
  if (password === undefined || isPassword(context.req.header("authorization"), password)) {
    return undefined;
  }
  return refuse(401, "A password is needed.", {
    "www-authenticate": 'Basic realm="nianbao", charset="UTF-8"',
  });
}

function refuse(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}) {
  return new Response(`${sentence}\n`, {
    status,
    headers: { ...HEADERS, "content-type": "text/plain; charset=utf-8", ...headers },
  });
}

/** Hashes are compared, so that neither the time taken nor the length tells anything. */
function isPassword(header: string | undefined, password: string): boolean {
  const encoded = BASIC.exec(header ?? "")?.[1];
  if (encoded === undefined) return false;
  const given = Buffer.from(encoded, "base64").toString("utf8");
  const colon = given.indexOf(":");
  return colon !== -1 && timingSafeEqual(hash(given.slice(colon + 1)), hash(password));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
