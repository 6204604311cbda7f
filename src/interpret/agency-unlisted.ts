import { findDivision } from "../model/divisions.ts";
import { isListedOrgan, listOrganWordings, readOrgan } from "../model/organs.ts";
import type { ResolvedAgency } from "./agency.ts";

/** A place of two characters at least (青汀 of 青汀县) stands before the organ. */
const SHORTEST_PLACE = 2;

/**
 * An operator may number zones and other places that no list of GB/T 2260 holds. Such a code stands where the document
 * leaves the division open; the name is certain if what follows the place is a full name.
 */
export function applyUnlistedDivision(
  resolved: ResolvedAgency,
  code: string | undefined,
  sourceAgency: string | undefined,
): ResolvedAgency {
  const { name, divisionCode, candidates, doubt } = resolved;
  const isOpen = name !== null && divisionCode === null && candidates.length === 0;
  if (!isOpen || doubt === undefined || code === undefined || findDivision(code) !== undefined) {
    return resolved;
  }
  const settled = { ...resolved, divisionCode: code };
  if (sourceAgency !== undefined && isShortFor(name, sourceAgency)) {
    return { ...settled, name: sourceAgency, doubt: undefined, supplied: "source" };
  }
  // A name that only the page's metadata gives may be that of the office which runs the site.
  const isStated = resolved.printed !== null || doubt === "division";
  return isStated && endsWithFullOrgan(name) ? { ...settled, doubt: undefined } : settled;
}

/** 县商务局 for 青汀县商务局, 青汀县人社局 for 青汀县人力资源和社会保障局 */
function isShortFor(printed: string, full: string): boolean {
  for (let start = SHORTEST_PLACE; start < full.length; start += 1) {
    const organ = full.slice(start);
    if (!isListedOrgan(organ)) continue;
    const kind = full.slice(start - 1, start);
    const wordings = listOrganWordings(organ);
    return [full.slice(0, start), kind, ""].some((place) =>
      wordings.some((wording) => printed === place + wording),
    );
  }
  return false;
}

function endsWithFullOrgan(name: string): boolean {
  for (let start = SHORTEST_PLACE; start < name.length; start += 1) {
    if (readOrgan(name.slice(start), undefined).kind === "full") return true;
  }
  return false;
}
