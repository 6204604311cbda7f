import type { Locator } from "./locator.ts";

export type TemplateId = "2021" | "2019" | "2014" | "none";

/** One agency's 政府信息公开工作年度报告 for one year, as one document prints it. */
export interface Report {
  readonly agency: ReportAgency;
  readonly year: number;
  readonly template: TemplateId;
  readonly title: string | null;
  /** ISO date, and where it stood. A date in an address is often that of a site migration. */
  readonly publishedOn: string | null;
  readonly publishedFrom: "text" | "metadata" | "url" | null;
  readonly sections: readonly Section[];
  /** Every cell of the template in the form's order; empty for template `none`. */
  readonly cells: readonly Cell[];
  /** What the report's tables print beside the form's own cells, in printing order. */
  readonly extras: readonly ExtraCell[];
  readonly claims: readonly Claim[];
}

export interface ReportAgency {
  /** Full official name; null if the document and its source leave it open. */
  readonly name: string | null;
  /** As the title says it. */
  readonly printed: string | null;
  /** GB/T 2260 code of the division it serves; null if that is ambiguous or unknown. */
  readonly divisionCode: string | null;
}

export interface Section {
  /** Its place among the form's six sections, or, on other outlines, its own number. */
  readonly number: number;
  /** As printed, without the number. */
  readonly heading: string;
  /** Paragraphs joined by line feeds; tables are not part of it. */
  readonly text: string;
  readonly locator: Locator;
}

/** Why a cell has its value: only `reported` carries a number. */
export type CellStatus = "reported" | "blank" | "dash" | "unreadable" | "absent";

export interface Cell {
  /** `table.row.column` in the names of the form. */
  readonly address: string;
  readonly value: number | null;
  readonly status: CellStatus;
  /** What was printed; null where nothing could be printed because the cell is absent. */
  readonly raw: string | null;
  readonly locator: Locator | null;
}

/** A figure in a row or column that an agency added to an official table. */
export interface ExtraCell {
  /** The form's table that it is printed in. */
  readonly table: string;
  /** Place among the report's extra cells, from 0, in printing order. */
  readonly ordinal: number;
  /** What is printed to the left of the figures, groups and unit included, joined by ` / `; for an added column the form's row. */
  readonly row: string;
  /** The form's column where the figure stands under it, else the header as printed; null if neither is known. */
  readonly column: string | null;
  /** As printed: a unit that is not the column's own is not converted. */
  readonly value: number | null;
  readonly status: Exclude<CellStatus, "absent">;
  readonly raw: string;
  readonly locator: Locator;
}

/** A number stated in the prose. */
export interface Claim {
  /** What it counts, such as `requests_received`. */
  readonly subject: string;
  readonly value: number;
  readonly unit: string;
  /** True for 余, 多, 近: the prose gives a rounded number. */
  readonly approximate: boolean;
  readonly sentence: string;
  readonly section: number;
  /** Addresses of the cells whose sum it should equal; empty if the form has none. */
  readonly cells: readonly string[];
}
