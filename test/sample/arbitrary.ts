import fc from "fast-check";
import type { Spread } from "./figures.ts";
import { type SampleOptions, type SampleReport, sampleReport } from "./report.ts";

const spreads: readonly Spread[] = ["zeros", "sparse", "busy", "distinct"];

/** Any sample report; it shrinks towards seed 0 and a report of zeros. */
export function sampleReports(options: SampleOptions = {}): fc.Arbitrary<SampleReport> {
  return fc
    .tuple(fc.nat(), fc.constantFrom(...spreads))
    .map(([seed, spread]) => sampleReport(seed, { spread, ...options }));
}
