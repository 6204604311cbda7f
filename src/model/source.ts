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
