import { isIP } from "node:net";
import { buildConnector } from "undici";
import type { AddressGuard } from "./address-guard.ts";
import { legacyTlsOptions } from "./legacy-tls.ts";

export interface ConnectorOptions {
  /** For one numeric address, its TLS handshake included. */
  readonly connectTimeoutMs: number;
  readonly tls: "modern" | "legacy";
}

/** A name with very many addresses must not multiply the wait. */
const maxAddressesTried = 3;

/**
 * Opens sockets to the numeric addresses the guard has checked, one after the other until one answers. The name is
 * resolved here and nowhere else, so no second answer of a name server can lead to another place.
 */
export function createGuardedConnector(
  guard: AddressGuard,
  options: ConnectorOptions,
): buildConnector.connector {
  const { connectTimeoutMs: timeout } = options;
  const connect =
    options.tls === "modern"
      ? buildConnector({ allowH2: true, timeout })
      : buildConnector({ ...legacyTlsOptions, allowH2: false, timeout });
  return (target, callback) => {
    connectToChecked(target, guard, options, connect).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(toError(error), null),
    );
  };
}

type Socket = Parameters<Extract<buildConnector.Callback, (...args: never) => void>>[1] & object;

async function connectToChecked(
  target: buildConnector.Options,
  guard: AddressGuard,
  options: ConnectorOptions,
  connect: buildConnector.connector,
): Promise<Socket> {
  const port = Number(target.port || (target.protocol === "https:" ? 443 : 80));
  const addresses = await inTime(
    guard.resolve(target.hostname, port),
    options.connectTimeoutMs,
    `no answer to the name ${target.hostname} within ${options.connectTimeoutMs} ms`,
  );
  let lastError = new Error(`no address of ${target.hostname} was tried`);
  for (const address of addresses.slice(0, maxAddressesTried)) {
    try {
      return await openSocket({ ...target, ...toNumericTarget(target, address) }, connect);
    } catch (error) {
      lastError = toError(error);
    }
  }
  throw lastError;
}

/** The certificate must still be that of the name, so the name goes along for TLS. */
function toNumericTarget(target: buildConnector.Options, address: string) {
  if (isIP(target.hostname) !== 0 || target.hostname.startsWith("[")) return { hostname: address };
  return { hostname: address, servername: target.servername || target.hostname };
}

function openSocket(
  target: buildConnector.Options,
  connect: buildConnector.connector,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(target, (error, socket) => {
      // On an error the socket is left out, whatever its type says.
      if (socket) resolve(socket);
      else reject(error ?? new Error("no socket was opened"));
    });
  });
}

async function inTime<T>(work: Promise<T>, timeoutMs: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
