import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import type { Store } from "./store.ts";

/** A report by the number the database gave it, or by agency and year. */
export type ReportSelector =
  | { readonly reportId: number }
  | {
      readonly agency: string;
      readonly year: number;
      /** Undefined: whatever it is; null: the agency without one. */
      readonly divisionCode?: string | null;
    };

/** A stored version with everything known of it. */
export interface StoredReport {
  readonly reportId: number;
  readonly versionId: number;
  readonly isCurrent: boolean;
  /** As read from the document, with people's corrections applied to the values. */
  readonly report: Report;
  /** Addresses of the cells a person has corrected. */
  readonly corrected: readonly string[];
  readonly findings: readonly Finding[];
  readonly provenance: Provenance;
}

export interface Provenance {
  readonly documentSha256: string;
  readonly mediaType: string;
  readonly url: string;
  readonly finalUrl: string | null;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  readonly runId: number;
  readonly parserVersion: string;
}

/**
 * The current version of a report; undefined if there is none. Throws StoreError if the name and year
 * fit the reports of several agencies.
 */
export function getReport(_store: Store, _selector: ReportSelector): StoredReport | undefined {
  throw new Error("not written yet");
}
