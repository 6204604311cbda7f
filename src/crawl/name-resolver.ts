import { lookup, Resolver } from "node:dns/promises";
import PQueue from "p-queue";

export interface NameResolverOptions {
  /** `address:port` of name servers; those of the system if left out. */
  readonly servers?: readonly string[];
  /** For one question to one name server; doubles with every further attempt. */
  readonly timeoutMs?: number;
  readonly attempts?: number;
  /** How long a name that nobody answered for is not asked for again. */
  readonly silentMs?: number;
}

/** A name that gave no address; `code` is what Node's own look-up would say. */
class NameUnresolved extends Error {
  override readonly name = "NameUnresolved";
  readonly code: "ENOTFOUND" | "EAI_AGAIN";

  constructor(hostname: string, code: NameUnresolved["code"], cause: unknown) {
    super(`${hostname} has no address (${code})`, { cause });
    this.code = code;
  }
}

/** A county's name server is slow more often than it is down. */
const defaultTimeoutMs = 4_000;
const defaultAttempts = 2;
const defaultSilentMs = 60_000;
/** Half the threads that files and compression need too: Node's own look-up keeps one busy for as long as it takes. */
const lookupsAtOnce = 2;
/** 127.0.0.1, localhost, portal: what name servers know nothing of */
const localName = /^(?:[^.]+|.*\.(?:localhost|local|internal|test|lan))\.?$/i;
/** What name servers answer, if only that there is none. */
const answered = new Set(["ENOTFOUND", "ENODATA"]);

/**
 * Finds the numeric addresses of host names for one crawl. Asks the name servers itself, as many names at once as there
 * are, so that names nobody answers for hold up no other. A name that does not exist is not asked for again, one that
 * nobody answered for only after a while: the network may be back by then.
 */
export function createNameResolver(options: NameResolverOptions = {}) {
  const { servers, timeoutMs = defaultTimeoutMs, attempts = defaultAttempts } = options;
  const { silentMs = defaultSilentMs } = options;
  const resolver = new Resolver({ timeout: timeoutMs, tries: attempts });
  if (servers !== undefined) resolver.setServers([...servers]);
  const lookups = new PQueue({ concurrency: lookupsAtOnce });
  const failures = new Map<
    string,
    { readonly failure: NameUnresolved; readonly untilMs: number }
  >();
  const underWay = new Map<string, Promise<readonly string[]>>();

  const lookUp = (hostname: string) =>
    lookups.add(async () => (await lookup(hostname, { all: true })).map(({ address }) => address));

  async function find(hostname: string): Promise<readonly string[]> {
    if (localName.test(hostname)) return lookUp(hostname);
    try {
      return await askServers(resolver, hostname);
    } catch (error) {
      // The hosts file may know it; where a server did not answer at all, neither would the system's own look-up.
      if (findCode(error) === "ETIMEOUT") throw error;
      return lookUp(hostname);
    }
  }

  async function findOnce(hostname: string): Promise<readonly string[]> {
    try {
      return await find(hostname);
    } catch (error) {
      const code = answered.has(findCode(error)) ? "ENOTFOUND" : "EAI_AGAIN";
      const failure = new NameUnresolved(hostname, code, error);
      const isFinal = code === "ENOTFOUND";
      const untilMs = isFinal ? Number.POSITIVE_INFINITY : performance.now() + silentMs;
      failures.set(hostname, { failure, untilMs });
      throw failure;
    } finally {
      underWay.delete(hostname);
    }
  }

  return {
    async resolveName(hostname: string): Promise<readonly string[]> {
      const failed = failures.get(hostname);
      if (failed !== undefined && performance.now() < failed.untilMs) throw failed.failure;
      const finding = underWay.get(hostname) ?? findOnce(hostname);
      underWay.set(hostname, finding);
      return finding;
    },
  };
}

/** Not both at once: some name servers never answer the question for IPv6. */
async function askServers(resolver: Resolver, hostname: string): Promise<readonly string[]> {
  try {
    return await resolver.resolve4(hostname);
  } catch (error) {
    if (findCode(error) !== "ENODATA") throw error;
    return await resolver.resolve6(hostname);
  }
}

function findCode(error: unknown): string {
  const isCoded = error instanceof Error && "code" in error && typeof error.code === "string";
  return isCoded ? String(error.code) : "";
}
