import { bodaFamilySite } from "./family-boda-vsb.ts";
import { annualReportFamilySite } from "./family-hanweb-annual-report.ts";
import { hanwebFamilySite } from "./family-hanweb-jcms.ts";
import { jpaasFamilySite } from "./family-hanweb-jpaas.ts";
import { kaipuFamilySite } from "./family-kaipu.ts";
import type { FamilySite } from "./family-site.ts";
import { trsFamilySite } from "./family-trs.ts";

/** One invented site for each family that is known. */
export function familySites(): readonly FamilySite[] {
  return [
    trsFamilySite(),
    hanwebFamilySite(),
    jpaasFamilySite(),
    annualReportFamilySite(),
    bodaFamilySite(),
    kaipuFamilySite(),
  ];
}
