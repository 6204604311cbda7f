import type { Address } from "../model/address.ts";
import type { CrawlEffects } from "./effects.ts";
import type { Answer } from "./http.ts";
import { findPageAddress } from "./page-address.ts";
import { isPosted } from "./posted-address.ts";
import { Recent } from "./recent.ts";

/** What an address answered in this crawl; its bytes are in the archive. */
export interface Recollection {
  readonly sha256: string;
  /** 200, or 304 if it said that what is held stands. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
}

/** An answer given before, as if it were given now. */
export interface Recalled {
  readonly answer: Answer;
  readonly requestedAt: string;
}

/**
 * Remembers what the addresses of one source answered in one crawl, so that a page is not asked twice because several
 * addresses redirect to it.
 */
export interface Recollections {
  remember(answeredUrl: string, recollection: Recollection): void;
  /** Undefined if the address was not asked, or what it answered is of no use to the one that asks now. */
  recall(url: URL, asking: Address): Promise<Recalled | undefined>;
}

/** Of the largest sites those met last, which is where redirects and their ends lie together. */
const maxRemembered = 10_000;

export function createRecollections(archive: CrawlEffects["archive"]): Recollections {
  const known = new Recent<Recollection>(maxRemembered);
  return {
    remember: (answeredUrl, recollection) => {
      known.set(toKey(new URL(answeredUrl)), recollection);
    },
    async recall(url, asking) {
      const found = known.get(toKey(url));
      if (found === undefined) return undefined;
      const { sha256, status, headers, requestedAt } = found;
      const answer = { kind: "answer", status, headers } as const;
      if (status === 304) {
        const isHeld = asking.held?.sha256 === sha256;
        return isHeld ? { answer: { ...answer, body: undefined }, requestedAt } : undefined;
      }
      const body = await findArchived(archive, sha256);
      return body === undefined ? undefined : { answer: { ...answer, body }, requestedAt };
    },
  };
}

/** The bytes if the archive has them whole; whatever is wrong with it shows when they are archived again. */
export async function findArchived(
  archive: CrawlEffects["archive"],
  sha256: string,
): Promise<Uint8Array | undefined> {
  try {
    return await archive.get(sha256);
  } catch {
    return undefined;
  }
}

/** Java servers put the session into every address they redirect to. */
function toKey(url: URL): string {
  if (isPosted(url)) return url.href;
  return (findPageAddress(url.href, url) ?? url).href;
}
