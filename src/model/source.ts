/**
 * What a crawl asks a source for.
 * - `whole`: every address it knows
 * - `failed_only`: what failed the last time, and what is still queued
 */
export type Round = "whole" | "failed_only";

/** One entry of sources.json, defaults filled in: where reports of one or more agencies are published. */
export interface Source {
  readonly id: string;
  readonly start: readonly string[];
  /** Omitted where a list holds reports of many agencies: then the title names it. */
  readonly agency?: string;
  readonly divisionCode?: string;
  /** Of a list of many agencies: those that should have reports there. */
  readonly agencies?: readonly NamedAgency[];
  /** Years it should give; the last one due if there is no last. */
  readonly years?: { readonly first: number; readonly last?: number };
  readonly adapter: string;
  readonly render: "auto" | "http" | "browser";
  /** Least time between two requests to one host. */
  readonly intervalMs: number;
  /** Requests at once to one host. */
  readonly concurrency: number;
  readonly maxPages?: number;
  /** Most requests to one host within 24 hours. */
  readonly dailyBudget?: number;
  /** Hours in Asia/Shanghai at which it may be asked: `22:00-06:00`. */
  readonly hours?: string;
  /** `legacy`: its sites speak nothing newer than TLS 1.0 or 1.1, or no secure renegotiation. */
  readonly tls?: "legacy";
  readonly enabled: boolean;
  readonly note?: string;
}

/** An agency as the operator names it. */
export interface NamedAgency {
  /** Full official name. */
  readonly name: string;
  readonly divisionCode?: string;
}
