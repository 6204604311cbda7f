export type FindingCode =
  | "row_sum_mismatch"
  | "column_sum_mismatch"
  | "balance_mismatch"
  | "proceedings_total_mismatch"
  | "carry_over_break"
  | "narrative_conflict"
  | "cell_blank"
  | "cell_dash"
  | "cell_unreadable"
  | "table_missing"
  | "section_missing"
  | "document_is_image"
  | "read_by_ocr"
  | "structure_repaired"
  | "label_misprint"
  | "unit_converted"
  | "year_conflict"
  | "year_inferred"
  | "agency_unresolved"
  | "published_late"
  | "sources_disagree"
  | "template_mismatch"
  /** A printed cell of a recognised table that no rule accounts for. */
  | "cell_unplaced"
  /** A row or column of a table that is there is not printed. */
  | "cell_absent"
  /** A line of figures is blank at one end and full elsewhere: its figures may stand one column off. */
  | "row_shift_suspected"
  /** A count below zero, or one that is not whole. */
  | "value_impossible"
  /** A number that is part of another one is greater than it. */
  | "part_exceeds_whole"
  /** An organ without the power to make 规章 reports some. */
  | "rules_unauthorized"
  /** What was in force or on the list at the end of the year does not follow from last year's report. */
  | "stock_break"
  /** The departments together report more requests than their government does for all. */
  | "departments_exceed_government"
  /** One other number in one cell would make all sums of the report hold. */
  | "correction_suggested"
  /** A person's correction is in force: the checks are of the corrected report. */
  | "correction_applied"
  /** A person's correction was made for another document of the report, and is not in force. */
  | "correction_stale";

/** `error`: a number cannot be trusted. */
export type Severity = "error" | "warning" | "info";

/** Something a reader must know about a report: a sum that does not hold, a blank cell, a guess. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: Bilingual;
  /** Addresses of the cells concerned. */
  readonly cells: readonly string[];
}

export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}
