/** One line of the table: a ratio, and what it is held against. */
export interface Line {
  readonly what: string;
  readonly ratio: string;
  readonly goal: string;
  /** Undefined where there is no goal. */
  readonly isMet: boolean | undefined;
  /** Absolute figures, which say as much of the machine as of the program. */
  readonly smallPrint: string;
}
