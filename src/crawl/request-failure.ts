import { AddressRefused } from "./address-guard.ts";
import { BodyBroken, BodyTooLarge } from "./body.ts";

/** No answer that can be used. */
export interface RequestFailure {
  readonly kind: "failed";
  readonly outcome: "unreachable" | "too_large" | "refused";
  /** A sentence. */
  readonly reason: string;
  /** True if the same request may well succeed in a moment. */
  readonly isPassing: boolean;
}

/** The answer came too slowly; it would not come faster a moment later. */
export class DeadlineMissed extends Error {
  override readonly name = "DeadlineMissed";
}

interface Sentence {
  readonly reason: string;
  readonly isPassing: boolean;
}

/** What the codes of Node, OpenSSL and undici mean to someone who knows the web and not them. */
const sentences: ReadonlyMap<string, Sentence> = new Map([
  ["ENOTFOUND", { reason: "the name does not exist", isPassing: false }],
  ["EAI_AGAIN", { reason: "the name server gave no answer", isPassing: true }],
  ["ECONNREFUSED", { reason: "the connection was refused", isPassing: true }],
  ["ECONNRESET", { reason: "the connection was cut", isPassing: true }],
  ["EPIPE", { reason: "the connection was cut", isPassing: true }],
  ["ETIMEDOUT", { reason: "the connection timed out", isPassing: true }],
  ["EHOSTUNREACH", { reason: "there is no way to the host", isPassing: true }],
  ["ENETUNREACH", { reason: "there is no way to the host's network", isPassing: true }],
  ["UND_ERR_CONNECT_TIMEOUT", { reason: "the connection timed out", isPassing: true }],
  ["UND_ERR_HEADERS_TIMEOUT", { reason: "the server did not answer in time", isPassing: true }],
  ["UND_ERR_BODY_TIMEOUT", { reason: "the body stopped coming", isPassing: true }],
  ["UND_ERR_SOCKET", { reason: "the connection was closed early", isPassing: true }],
  [
    "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
    { reason: "the body is shorter or longer than its Content-Length", isPassing: true },
  ],
  ["UND_ERR_HEADERS_OVERFLOW", { reason: "the answer's headers are too large", isPassing: false }],
  ["CERT_HAS_EXPIRED", { reason: "the certificate has expired", isPassing: false }],
  [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    { reason: "the certificate is signed by nobody known", isPassing: false },
  ],
  [
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    { reason: "the certificate's chain is not complete", isPassing: false },
  ],
  [
    "SELF_SIGNED_CERT_IN_CHAIN",
    { reason: "the certificate is signed by nobody known", isPassing: false },
  ],
  [
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    {
      reason: "the certificate's chain is not complete, or nobody knows its root",
      isPassing: false,
    },
  ],
  ["CERT_NOT_YET_VALID", { reason: "the certificate is not valid yet", isPassing: false }],
  ["CERT_REVOKED", { reason: "the certificate was revoked", isPassing: false }],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    { reason: "the certificate is for another name", isPassing: false },
  ],
]);

/** What happens where a server speaks TLS of the 2000s and we do not. */
const oldTls: Sentence = {
  reason: 'the server speaks only an old TLS: "tls": "legacy" of the source would allow it',
  isPassing: false,
};
/**
 * The codes of OpenSSL for it: no common version, no RFC 5746, a key or signature that is too short for today, and, for
 * want of a better word of the server, no common cipher.
 */
const oldTlsCodes: ReadonlySet<string> = new Set([
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY",
  "ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
  "ERR_SSL_DH_KEY_TOO_SMALL",
  "ERR_SSL_EE_KEY_TOO_SMALL",
  "ERR_SSL_WRONG_SIGNATURE_TYPE",
  "ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM",
  "ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED",
  "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
  "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
  "ERR_SSL_VERSION_TOO_LOW",
]);

/** A failure of llhttp, the parser of HTTP/1.1: "HPE_INVALID_CONSTANT". */
const parserCode = /^HPE_/;

/** What an error of a request means, and whether to try again. */
export function describeFailure(error: unknown, url: URL): RequestFailure {
  const host = url.host;
  if (error instanceof AddressRefused) {
    return { kind: "failed", outcome: "refused", reason: error.message, isPassing: false };
  }
  if (error instanceof BodyTooLarge) {
    return { kind: "failed", outcome: "too_large", reason: error.message, isPassing: false };
  }
  const code = findCode(error);
  const { reason, isPassing } = toSentence(error, code);
  const suffix = code === undefined ? "" : ` (${code})`;
  return {
    kind: "failed",
    outcome: "unreachable",
    reason: `${host}: ${reason}${suffix}`,
    isPassing,
  };
}

function toSentence(error: unknown, code: string | undefined): Sentence {
  const known = code === undefined ? undefined : sentences.get(code);
  if (known !== undefined) return known;
  if (code !== undefined && oldTlsCodes.has(code)) return oldTls;
  if (code !== undefined && parserCode.test(code)) {
    return { reason: "the answer is not HTTP", isPassing: true };
  }
  const message = error instanceof Error ? error.message : String(error);
  const isFinal = error instanceof BodyBroken || error instanceof DeadlineMissed;
  return { reason: message, isPassing: !isFinal };
}

/** The code of an error or of what caused it; undefined for our own errors. */
function findCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof BodyBroken ? undefined : findCode(error.cause);
}
