import { findDivision } from "../model/divisions.ts";
import { readOrgan } from "../model/organs.ts";
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
): ResolvedAgency {
  const { name, divisionCode, candidates, doubt } = resolved;
  const isOpen = name !== null && divisionCode === null && candidates.length === 0;
  if (!isOpen || doubt === undefined || code === undefined || findDivision(code) !== undefined) {
    return resolved;
  }
  const settled = { ...resolved, divisionCode: code };
  return endsWithFullOrgan(name) ? { ...settled, doubt: undefined } : settled;
}

function endsWithFullOrgan(name: string): boolean {
  for (let start = SHORTEST_PLACE; start < name.length; start += 1) {
    if (readOrgan(name.slice(start), undefined).kind === "full") return true;
  }
  return false;
}
