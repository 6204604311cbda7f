import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { createNameResolver } from "./name-resolver.ts";
import { listNonWebPorts } from "./non-web-ports.ts";

/** Says which addresses may be asked at all, before a socket is opened. */
export interface AddressGuard {
  /** Why the address as written must not be asked; undefined if nothing speaks against it. */
  findRefusal(url: URL): string | undefined;
  /**
   * The numeric addresses of a host that may be connected to, in the resolver's order. The caller connects to one
   * of these and never resolves again: a second answer could differ. Throws `AddressRefused` if none is left.
   */
  resolve(hostname: string, port: number): Promise<readonly string[]>;
}

export interface GuardOptions {
  /**
   * `refused`: loopback, link-local, private and reserved addresses are never connected to. `allowed`: the operator
   * crawls a network of their own. A function decides for each numeric address and port that is not public.
   */
  readonly privateNetwork: "refused" | "allowed" | ((address: string, port: number) => boolean);
}

export interface GuardEffects {
  /** All numeric addresses of a host name. */
  resolveName(hostname: string): Promise<readonly string[]>;
}

/** The address must not be connected to; trying again does not help. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

const nonWebPorts = listNonWebPorts();
/** Azure answers instance metadata on this public-looking address. */
const publicLookingMetadata = new Set(["168.63.129.16"]);
const privateHint =
  "allow private networks (--allow-private-network) if this is a network of your own";

/** The guard of one crawl. */
export function createAddressGuard(
  options: GuardOptions,
  effects: GuardEffects = createNameResolver(),
): AddressGuard {
  const { privateNetwork } = options;
  const isPermitted = (address: string, port: number): boolean =>
    isPublicAddress(address) || isException(privateNetwork, address, port);

  return {
    findRefusal(url) {
      const refusal = findRefusalAsWritten(url, privateNetwork);
      if (refusal !== undefined) return refusal;
      const literal = toLiteral(url.hostname);
      if (literal === undefined || isPermitted(literal, toPort(url))) return undefined;
      return describeForbidden(url.hostname, literal);
    },
    async resolve(hostname, port) {
      const literal = toLiteral(hostname);
      const addresses = literal === undefined ? await effects.resolveName(hostname) : [literal];
      const permitted = addresses.filter((address) => isPermitted(address, port));
      if (permitted.length > 0) return permitted;
      if (addresses.length === 0) throw new Error(`the name ${hostname} has no address`);
      throw new AddressRefused(describeForbidden(hostname, addresses.join(", ")));
    },
  };
}

/** The port a URL means, its scheme's own if none is written. */
export function toPort(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/**
 * True for an address of the public Internet. An IPv6 address that carries an IPv4 one (mapped, 6to4, NAT64) is
 * judged by what it carries, because that is where the packets go.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) {
    return parsed.range() === "unicast" && !publicLookingMetadata.has(parsed.toString());
  }
  const carried = findCarriedAddress(parsed);
  if (carried !== undefined) return isPublicAddress(carried);
  return parsed.range() === "unicast" && isGlobalUnicast(parsed);
}

function findRefusalAsWritten(
  url: URL,
  privateNetwork: GuardOptions["privateNetwork"],
): string | undefined {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return `only http and https are crawled, met ${url.protocol} in ${url.href}`;
  }
  if (url.username !== "" || url.password !== "") {
    return `an address with a user name or password is not asked: ${url.host}${url.pathname}`;
  }
  if (privateNetwork === "refused" && isNonWebPort(toPort(url))) {
    return `port ${toPort(url)} is not one that web sites use: ${url.href}`;
  }
  return undefined;
}

function isNonWebPort(port: number): boolean {
  return port === 0 || nonWebPorts.has(port);
}

function isException(
  privateNetwork: GuardOptions["privateNetwork"],
  address: string,
  port: number,
): boolean {
  if (typeof privateNetwork === "function") return privateNetwork(address, port);
  return privateNetwork === "allowed";
}

function describeForbidden(hostname: string, addresses: string): string {
  const target = hostname === addresses ? hostname : `${hostname} (${addresses})`;
  return `${target} is not on the public Internet, so it is not asked; ${privateHint}`;
}

/** The numeric address if the host of a URL is one; IPv6 stands in brackets there. */
function toLiteral(hostname: string): string | undefined {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? undefined : bare;
}

function findCarriedAddress(address: ipaddr.IPv6): string | undefined {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case "6to4":
      return bytes.slice(2, 6).join(".");
    case "rfc6145":
      return bytes.slice(12).join(".");
    case "rfc6052":
      // 64:ff9b:1::/48 is for a network's own translation, so it is not public whatever it carries.
      return bytes[5] === 0 ? bytes.slice(12).join(".") : "0.0.0.0";
    default:
      return undefined;
  }
}

/** 2000::/3, the only block the public IPv6 Internet is numbered from. */
function isGlobalUnicast(address: ipaddr.IPv6): boolean {
  const [first = 0] = address.toByteArray();
  return first >> 5 === 1;
}
