import type { Effort, Fetch } from "../model/fetch.ts";
import type { Outcome, PageReading } from "../model/reading.ts";
import type { ReceivedPage } from "../model/visit.ts";
import { findDisguise } from "./disguise.ts";
import {
  addEffort,
  archive,
  discoverFrom,
  type Look,
  toContext,
  toSourceText,
  unmask,
  type VisitLine,
} from "./look.ts";
import { seePictures } from "./page-pictures.ts";
import { readOrFail } from "./read-document.ts";
import { isHollow, type PlainPage, type ScriptedPage } from "./rendering.ts";

/** A page as it came, read without its scripts. */
type PlainLook = Look & { readonly reading: PageReading; readonly source: () => string };

interface Received {
  readonly bytes: Uint8Array;
  readonly received: ReceivedPage;
}

/**
 * Lets a page's scripts run where its source wants that, or where it shows nothing without them. What they made of it is a
 * document of its own beside the page as received: it has its own fetch on the same address, without a status because no
 * server answered it, and it is the one that is read, held and read again. Undefined where the page as it came stands.
 */
export async function lookAfterScripts(
  plain: PlainLook,
  { bytes, received }: Received,
  line: VisitLine,
): Promise<Look | undefined> {
  const { address, pageFetch } = plain;
  const plainPage = toPlainPage(plain, { bytes, received }, line);
  const scripted = await line.rendering.see(plainPage, line);
  if (scripted === undefined) return undefined;
  const document = await archive(scripted, line);
  const fetch = toFetch(pageFetch.fetch, scripted, line.clock.now());
  const context = toContext(document, { ...pageFetch, fetch }, address, line);
  const reading = await readOrFail(() => line.read(scripted.bytes, context));
  // A wall may be put up by a script, too, and then that is where it ends.
  const disguise = findDisguise(scripted.bytes, reading);
  if (disguise !== undefined) {
    const wall = { address, ...unmask(pageFetch, disguise, line), document: plain.document };
    return addEffort(wall, scripted);
  }
  const source = toSourceText(scripted.bytes, scripted.contentType, line);
  const look = { address, pageFetch: { ...pageFetch, fetch }, document, received, source };
  const hasGained = givesMore(plain.reading, { ...look, reading }, line);
  line.rendering.learn(plainPage, hasGained ? "gained" : "nothing");
  if (!hasGained && line.source.render === "auto") return undefined;
  const page = { bytes: scripted.bytes, context, sha256: document.sha256 };
  const seen = await seePictures(reading, page, address, line);
  const isAsHeld = document.sha256 === address.held?.sha256;
  if (pageFetch.fetch.outcome !== "unchanged" || !isAsHeld) return { ...look, ...seen };
  return { ...standing(plain, scripted.effort), source, ...seen };
}

function toPlainPage(plain: PlainLook, { bytes, received }: Received, line: VisitLine): PlainPage {
  const { address, pageFetch, reading, source } = plain;
  return {
    address,
    url: new URL(pageFetch.fetch.finalUrl ?? address.url),
    bytes,
    contentType: received.document.contentType,
    outcome: reading.outcome,
    leadsOn: () => {
      const { found, left, family } = discoverFrom(reading, plain, address, line);
      // A list that its family read whole may be empty; one that it could not read may need its scripts.
      return found.length > 0 || (family !== undefined && left.length === 0);
    },
    text: source,
  };
}

/** A report, links to reports or lists, or pictures in which a report may stand, where there were none. */
function givesMore(before: PageReading, look: PlainLook, line: VisitLine): boolean {
  const { outcome } = look.reading;
  if (outcome.kind === "report" && !isHollow(outcome.report)) return true;
  if (hasPictures(outcome) && !hasPictures(before.outcome)) return true;
  return discoverFrom(look.reading, look, look.address, line).found.length > 0;
}

function hasPictures(outcome: Outcome): boolean {
  return outcome.kind !== "failed" && outcome.unread !== undefined;
}

function toFetch({ requestedUrl }: Fetch, page: ScriptedPage, now: Date): Fetch {
  return {
    requestedUrl,
    finalUrl: page.url,
    requestedAt: now.toISOString(),
    httpStatus: undefined,
    headers: { "content-type": page.contentType, "x-nianbao-rendered": "1" },
    outcome: "fetched",
    reason: undefined,
    effort: page.effort,
  };
}

/** Neither the page nor what its scripts make of it has changed: what is held stands. */
function standing(plain: PlainLook, effort: Effort | undefined): Look {
  return { ...addEffort(plain, { effort }), document: undefined };
}
