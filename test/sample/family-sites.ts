import { hanwebFamilySite } from "./family-hanweb-jcms.ts";
import type { FamilySite } from "./family-site.ts";
import { trsFamilySite } from "./family-trs.ts";

/** One invented site for each family that is known. */
export function familySites(): readonly FamilySite[] {
  return [trsFamilySite(), hanwebFamilySite()];
}
