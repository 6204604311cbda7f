import { anhuiFamilySite } from "./family-anhui-openness.ts";
import { aspnetFamilySite } from "./family-aspnet-postback.ts";
import { bodaFamilySite } from "./family-boda-vsb.ts";
import { gkmlptFamilySite } from "./family-guangdong-gkmlpt.ts";
import { annualReportFamilySite } from "./family-hanweb-annual-report.ts";
import { hanwebFamilySite } from "./family-hanweb-jcms.ts";
import { jpaasFamilySite } from "./family-hanweb-jpaas.ts";
import { xxgkFamilySite } from "./family-hanweb-xxgk.ts";
import { kaipuFamilySite } from "./family-kaipu.ts";
import { oldAspSite } from "./family-old-asp.ts";
import { shandongFamilySite } from "./family-shandong-channel.ts";
import type { FamilySite } from "./family-site.ts";
import { trsFamilySite } from "./family-trs.ts";
import { truecmsFamilySite } from "./family-truecms.ts";
import { yearListsSite } from "./family-year-lists.ts";

/** One invented site for each family that is known, and some that are of none. */
export function familySites(): readonly FamilySite[] {
  return [
    trsFamilySite(),
    hanwebFamilySite(),
    jpaasFamilySite(),
    annualReportFamilySite(),
    bodaFamilySite(),
    kaipuFamilySite(),
    gkmlptFamilySite(),
    anhuiFamilySite(),
    shandongFamilySite(),
    aspnetFamilySite(),
    truecmsFamilySite(),
    xxgkFamilySite(),
    oldAspSite(),
    yearListsSite(),
  ];
}
