import { randomBytes, timingSafeEqual } from "node:crypto";

/** What a person says a document prints in a cell. */
export interface GivenCorrection {
  readonly reportId: number;
  readonly cell: string;
  /** A number, or `null` where none can be told; undefined takes the cell's correction back. */
  readonly value: string | undefined;
  readonly reason: string;
  readonly by: string | undefined;
}

/** Writes corrections to corrections.json and puts them in force; the workbench itself writes nothing. */
export interface Editor {
  /** Rejects with `Refusal` for what cannot be done, in a sentence for the person who asked. */
  correct(correction: GivenCorrection): Promise<void>;
}

/** Why a correction was not made. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

const TOKEN_BYTES = 32;

/**
 * Tells requests of our own pages from those that a foreign page has a browser send: only ours know the token, which
 * is another one each time the server starts.
 */
export class EditToken {
  readonly text = randomBytes(TOKEN_BYTES).toString("base64url");

  isMet(given: unknown): boolean {
    if (typeof given !== "string" || given.length !== this.text.length) return false;
    return timingSafeEqual(Buffer.from(given), Buffer.from(this.text));
  }
}
