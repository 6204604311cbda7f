import type { Family } from "../family.ts";
import { anhuiOpenness } from "./anhui-openness.ts";
import { aspnetPostback } from "./aspnet-postback.ts";
import { bodaVsb } from "./boda-vsb.ts";
import { guangdongGkmlpt } from "./guangdong-gkmlpt.ts";
import { hanwebAnnualReport } from "./hanweb-annual-report.ts";
import { hanwebJcms } from "./hanweb-jcms.ts";
import { hanwebJpaas } from "./hanweb-jpaas.ts";
import { hanwebXxgk } from "./hanweb-xxgk.ts";
import { kaipu } from "./kaipu.ts";
import { shandongChannel } from "./shandong-channel.ts";
import { trsWcm } from "./trs-wcm.ts";
import { truecms } from "./truecms.ts";

/** In the order they are asked: those told by their address first, then those with the surest marks. */
export const families: readonly Family[] = [
  hanwebAnnualReport,
  guangdongGkmlpt,
  anhuiOpenness,
  shandongChannel,
  truecms,
  hanwebJcms,
  hanwebJpaas,
  hanwebXxgk,
  kaipu,
  trsWcm,
  bodaVsb,
  aspnetPostback,
];
