import type { Family } from "../family.ts";
import { bodaVsb } from "./boda-vsb.ts";
import { hanwebAnnualReport } from "./hanweb-annual-report.ts";
import { hanwebJcms } from "./hanweb-jcms.ts";
import { hanwebJpaas } from "./hanweb-jpaas.ts";
import { kaipu } from "./kaipu.ts";
import { trsWcm } from "./trs-wcm.ts";

/** In the order they are asked: those with the surest marks first. */
export const families: readonly Family[] = [
  hanwebAnnualReport,
  hanwebJcms,
  hanwebJpaas,
  kaipu,
  trsWcm,
  bodaVsb,
];
