import type { PageReading } from "../model/reading.ts";
import type { Link } from "../model/transcript.ts";
import { chooseLabel } from "./link-label.ts";
import { isDocumentName, mayNameDocument } from "./page-address.ts";
import { defaultDiscoveryLimits } from "./traps.ts";

/** True if a link of a report's own page may lead to a document that is attached to it. */
export function mayBeDocument({ kind, href, text, title }: Link): boolean {
  // Told from the letters alone: the menus around a report are hundreds of links, and resolving each takes its time.
  return kind === "frame" || mayNameDocument(href) || isDocumentName(chooseLabel(text, title));
}

/**
 * The same reading without the links that discovery makes nothing of: those of a report's page that lead to no document.
 * Of a page with more links than are looked at, all stay, since that is told.
 */
export function withoutMenuLinks(page: PageReading): PageReading {
  const { outcome, links } = page;
  if (outcome.kind !== "report" || links.length > defaultDiscoveryLimits.maxLinksOfPage)
    return page;
  return { ...page, links: links.filter(mayBeDocument) };
}
