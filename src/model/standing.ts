import type { Finding } from "./finding.ts";
import type { TemplateId } from "./report.ts";

/** A report's current version, as other reports are held against it. */
export interface Standing {
  readonly agency: string;
  readonly year: number;
  readonly template: TemplateId;
  /** Where its document came from. */
  readonly url: string;
  /** The number in a cell, as the public relations show it; null where there is none. */
  readonly figure: (address: string) => number | null;
}

/** How many requests one agency had to deal with in a year: new and carried in, or null if either is not known. */
export interface Caseload {
  readonly agency: string;
  readonly year: number;
  readonly requests: number | null;
}

/** The rules between reports, given to the store, which knows when reports come, change and go. */
export interface RulesBetween {
  /** What this year's report does not take over from last year's, as findings of this year's. */
  readonly betweenYears: (current: Standing, previous: Standing) => Finding[];
  /** What the reports of a government's organs say against its own, as findings of the government's. */
  readonly betweenOrgans: (government: Caseload, organs: readonly Caseload[]) => Finding[];
}
