import { expectPlace } from "./places.ts";
import type { SampleSite } from "./site.ts";
import { aspSite } from "./site-asp.ts";
import { hanwebSite } from "./site-hanweb.ts";
import { trsSite } from "./site-trs.ts";

/** Three counties that do not exist, each with a web site of another make; the same for a seed. */
export function sampleSites(seed = 2024): readonly SampleSite[] {
  return [
    trsSite(seed, expectPlace(0)),
    hanwebSite(seed + 100, expectPlace(1)),
    aspSite(seed + 200, expectPlace(2)),
  ];
}
