import type { Family } from "../family.ts";
import { hanwebJcms } from "./hanweb-jcms.ts";
import { trsWcm } from "./trs-wcm.ts";

/** In the order they are asked: those with the surest marks first. */
export const families: readonly Family[] = [hanwebJcms, trsWcm];
