import type { Family } from "../family.ts";
import { trsWcm } from "./trs-wcm.ts";

/** In the order they are asked: those with the surest marks first. */
export const families: readonly Family[] = [trsWcm];
