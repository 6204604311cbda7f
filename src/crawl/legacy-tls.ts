import { constants } from "node:crypto";
import type { ConnectionOptions } from "node:tls";
import type { Source } from "../model/source.ts";
import { isSameSite } from "./hosts.ts";

/**
 * What servers of the 2000s need: TLS 1.0, its signatures over MD5 and SHA-1, short keys, and no secure renegotiation
 * (RFC 5746). Certificates are checked as ever: for their name, their dates and who signed them.
 */
export const legacyTlsOptions = {
  minVersion: "TLSv1",
  ciphers: "DEFAULT:@SECLEVEL=0",
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
} as const satisfies ConnectionOptions;

/** Says of which addresses old TLS is to be spoken with: those on the sites of sources that ask for it. */
export function findLegacySites(sources: readonly Source[]): (url: URL) => boolean {
  const starts = sources
    .filter(({ tls }) => tls === "legacy")
    .flatMap(({ start }) => start.map((address) => new URL(address)));
  return (url) => starts.some((start) => isSameSite(start, url));
}
