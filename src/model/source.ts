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
  readonly adapter: string;
  readonly render: "auto" | "http" | "browser";
  /** Least time between two requests to one host. */
  readonly intervalMs: number;
  /** Requests at once to one host. */
  readonly concurrency: number;
  readonly maxPages?: number;
  readonly enabled: boolean;
  readonly note?: string;
}
