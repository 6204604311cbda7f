import type { DecodeFailure } from "../model/reading.ts";

/** A document that cannot be transcribed; `failure` says what kind of trouble it is. */
export class DecodeError extends Error {
  readonly failure: DecodeFailure;

  constructor(failure: DecodeFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DecodeError";
    this.failure = failure;
  }
}
