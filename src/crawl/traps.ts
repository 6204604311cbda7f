import { findPageNumber } from "./pager.ts";

/** How far discovery goes before it calls a site endless. */
export interface DiscoveryLimits {
  /** Links followed from a start address; pages of one list count once. */
  readonly maxDepth: number;
  readonly maxPagesOfList: number;
  readonly maxLinksOfPage: number;
}

export const defaultDiscoveryLimits: DiscoveryLimits = {
  maxDepth: 6,
  maxPagesOfList: 300,
  maxLinksOfPage: 5_000,
};

const maxAddressLength = 1_500;
const maxParameters = 15;
const maxSegments = 20;
/** The same folder may stand twice in an honest path, /zwgk/zfxxgk/zwgk/; three times is a loop of relative links. */
const maxSameSegment = 3;
/** month=5, date=2024-05-01, day=3: what the arrows of a calendar carry */
const calendarParameter = /^(?:month|day|date|rq|yf|ymd|calendar)$/i;
/** /calendar/2024/05/, /2031-05 */
const calendarPath = /\/calendar\//i;

/** Why an address looks like one of endlessly many; undefined if it does not. */
export function findTrap(url: URL): string | undefined {
  if (url.href.length > maxAddressLength) return `longer than ${maxAddressLength} characters`;
  const names = [...url.searchParams.keys()];
  if (names.length > maxParameters) return `more than ${maxParameters} query parameters`;
  if (new Set(names).size < names.length - 2) return "the same query parameter again and again";
  return findPathTrap(url.pathname);
}

/** Why a further page of a list is left; undefined if it is followed. */
export function findPagerTrap(url: URL, limits: DiscoveryLimits): string | undefined {
  const isCalendar =
    calendarPath.test(url.pathname) ||
    [...url.searchParams.keys()].some((name) => calendarParameter.test(name));
  if (isCalendar) return "the arrow of a calendar, not the next page of a list";
  const number = findPageNumber(url);
  if (number !== undefined && number > limits.maxPagesOfList) {
    return `page ${number} of a list; at most ${limits.maxPagesOfList} are followed`;
  }
  return undefined;
}

function findPathTrap(pathname: string): string | undefined {
  const segments = pathname.split("/").filter((segment) => segment !== "");
  if (segments.length > maxSegments) return `more than ${maxSegments} folders deep`;
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  const repeated = [...counts].find(([, count]) => count >= maxSameSegment);
  return repeated === undefined ? undefined : `the folder ${repeated[0]} again and again`;
}
