import { createAddressGuard } from "../crawl/address-guard.ts";
import { createRequester, type Requester } from "../crawl/http.ts";
import { toUserAgent } from "../crawl/user-agent.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import { readVersion } from "./program-version.ts";

export interface Visitor {
  /** Whom a web master may write to. */
  readonly contact: string | undefined;
  readonly privateNetwork: "refused" | "allowed";
  /** True for addresses on whose sites old TLS may be spoken. */
  readonly isLegacy?: (url: URL) => boolean;
}

/** A requester that says who is asking. Throws `CommandError` if a header cannot carry the contact. */
export function openRequester({ contact, privateNetwork, isLegacy }: Visitor): Requester {
  try {
    return createRequester({
      userAgent: toUserAgent(readVersion(), contact),
      guard: createAddressGuard({ privateNetwork }),
      ...(isLegacy !== undefined && { isLegacy }),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(message, exitCode.usage);
  }
}
