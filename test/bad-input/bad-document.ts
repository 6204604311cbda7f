import type { DecodeFailure } from "../../src/model/reading.ts";
import { sampleReport } from "../sample/report.ts";

/** A document that no reader should trust, and how reading it may end. */
export interface BadDocument {
  readonly name: string;
  /** As a server or a file's name would declare it. */
  readonly contentType: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
  readonly ends: readonly Ending[];
}

/**
 * - `whole report`: read, with every cell of `victim` right
 * - `doubted report`: read, and a finding names every cell that is not right
 * - `no report`: read as something else
 * - or why it could not be read
 */
export type Ending = "whole report" | "doubted report" | "no report" | DecodeFailure;

/** The report that bad documents are made of where they hold one. */
export const victim = sampleReport(41, { spread: "distinct" });

export const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
