import type { PageReading } from "../model/reading.ts";
import { isSameSite } from "./hosts.ts";
import { findPageAddress } from "./page-address.ts";

/** Chains of such pages are met with one link or two: a home page that leads to a portal that leads to its folder. */
const maxRefreshes = 5;

/**
 * Where a page of no interest sends its reader on to at once, which counts as a redirect. Undefined if it is of
 * interest itself, leads to another site, or to where the trail has been.
 */
export function findRefresh(
  { outcome, links }: PageReading,
  page: URL,
  trail: readonly URL[],
): URL | undefined {
  const refresh = links.find(({ kind }) => kind === "refresh");
  const isOfInterest =
    outcome.kind === "report" || (outcome.kind === "other" && outcome.page !== "not_a_report");
  if (refresh === undefined || isOfInterest || trail.length > maxRefreshes) return undefined;
  const next = findPageAddress(refresh.href, page);
  if (next === undefined || !isSameSite(next, page)) return undefined;
  return [page, ...trail].some(({ href }) => href === next.href) ? undefined : next;
}
