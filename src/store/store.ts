import type Database from "better-sqlite3";
import type { Correction } from "../model/correction.ts";
import type { Finding } from "../model/finding.ts";
import type { Report, TemplateId } from "../model/report.ts";
import type { RulesBetween } from "../model/standing.ts";
import { explain } from "./store-error.ts";

/** A form as the database knows it: its cells in the order in which they are packed. */
export interface PackedForm {
  readonly id: number;
  readonly template: Exclude<TemplateId, "none">;
  readonly cells: readonly PackedCell[];
}

export interface PackedCell {
  readonly address: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** Place of the row in the form and of the cell in its row, both from 0. */
  readonly rowOrdinal: number;
  readonly place: number;
}

/** The findings of a report that people have corrected, from what was read, their corrections, and its findings. */
export type CheckCorrected = (
  read: Report,
  corrections: readonly Correction[],
  findings: readonly Finding[],
) => readonly Finding[];

/** An open database. What can be done with it is in the functions of this folder. */
export class Store {
  readonly path: string;
  readonly database: Database.Database;
  /** What reports are held against each other by; undefined where the program only looks. */
  readonly rulesBetween: RulesBetween | undefined;
  /** Addresses handed out and not yet settled; forgotten by a crash, which queues them again. */
  readonly addressesInHand = new Map<number, string>();
  /** Every form the database has cells of, by its id. */
  readonly forms = new Map<number, PackedForm>();
  /** The form in force for each template. */
  readonly formInForce = new Map<TemplateId, PackedForm>();
  /** Handed in by who writes, since this folder checks nothing; without it findings stay as they are. */
  checkCorrected: CheckCorrected | undefined;
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown>>();

  /** What went wrong inside the transaction under way, so that it cannot be committed half done. */
  #failure: { readonly error: unknown } | undefined;

  constructor(path: string, database: Database.Database, rulesBetween?: RulesBetween) {
    this.path = path;
    this.database = database;
    this.rulesBetween = rulesBetween;
  }

  /** A prepared statement, kept for the next time. The caller states the shape of its rows. */
  sql<Parameters extends unknown[], Row>(text: string): Database.Statement<Parameters, Row> {
    const known = this.#statements.get(text);
    // The statement was prepared from this very text, which fixes parameters and rows.
    if (known !== undefined) return known as unknown as Database.Statement<Parameters, Row>;
    const statement = this.database.prepare<Parameters, Row>(text);
    this.#statements.set(text, statement as unknown as Database.Statement<unknown[], unknown>);
    return statement;
  }

  /**
   * Does all of the work or none of it. Inside another `write` it becomes part of that one, which fails
   * with it even if the caller catches the error: a savepoint for each part would cost a third of the speed.
   */
  write<Result>(work: () => Result): Result {
    try {
      return this.database.inTransaction ? this.#join(work) : this.#transact(work);
    } catch (error) {
      throw explain(error, this.path);
    }
  }

  #transact<Result>(work: () => Result): Result {
    this.#failure = undefined;
    const whole = () => {
      const result = work();
      if (this.#failure !== undefined) throw this.#failure.error;
      return result;
    };
    return this.database.transaction(whole).immediate();
  }

  #join<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }
}
