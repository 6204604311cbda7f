import type { FindingCode, Severity } from "./finding.ts";
import type { TemplateId } from "./report.ts";

/** An official table format as data: what it prints, and which sums must hold. */
export interface Form {
  readonly id: Exclude<TemplateId, "none">;
  /** Report years it was made for; `last` is undefined while in force. */
  readonly years: { readonly first: number; readonly last: number | undefined };
  /** The document that set it. */
  readonly basis: string;
  /** Headings of the sections in order; the first is number 1. Empty where the form sets no outline. */
  readonly sections: readonly string[];
  readonly tables: readonly FormTable[];
}

export interface FormTable {
  readonly id: string;
  readonly title: string;
  /** Number of the section it stands in; undefined for an annex. */
  readonly section: number | undefined;
  /** `down`: a line for each row. `across`: the rows stand side by side in one line of figures. */
  readonly layout: "down" | "across";
  readonly rows: readonly FormRow[];
  /** Labels of lines and header cells that carry no figures of their own. */
  readonly captions: readonly string[];
}

export interface FormRow {
  readonly id: string;
  readonly label: string;
  /** Other spellings met in real reports. */
  readonly spellings?: readonly string[];
  /** Labels of the rows above it that it belongs to, outermost first. */
  readonly groups: readonly string[];
  readonly columns: readonly FormColumn[];
}

export interface FormColumn {
  readonly id: string;
  readonly label: string;
  readonly spellings?: readonly string[];
  readonly group?: string;
  readonly unit: string;
  readonly type: "integer" | "signed_integer" | "decimal";
}

/** Sum of the cells on the left = sum of the cells on the right. */
export interface Equation {
  /** Its id in the list of rules. */
  readonly rule: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Where it comes from, in the form's own words where the form prints it. */
  readonly basis: string;
}

/** What no report may exceed: the number in the first cell ≤ the sum of the others. Unlike an equation it gives no number. */
export interface Bound {
  /** Its id in the list of rules. */
  readonly rule: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly part: string;
  readonly whole: readonly string[];
  readonly basis: string;
}

export interface FormCell {
  readonly address: string;
  readonly table: FormTable;
  readonly row: FormRow;
  readonly column: FormColumn;
}

/** Every cell of a form in printing order: its place in this list is the cell's ordinal. */
export function listCells(form: Form): FormCell[] {
  return form.tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      row.columns.map((column) => ({
        address: `${table.id}.${row.id}.${column.id}`,
        table,
        row,
        column,
      })),
    ),
  );
}
