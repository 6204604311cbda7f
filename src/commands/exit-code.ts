/** Exit codes that scripts rely on. */
export const exitCode = {
  done: 0,
  failed: 1,
  /** Wrong usage, or a sources.json that cannot be used. */
  usage: 2,
  /** Done, but some sources or files failed; the rest is stored. */
  partial: 3,
  /** Another run holds the lock. */
  locked: 75,
  /** Stopped by Ctrl-C; what was done is stored. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** An end of a command that the person at the terminal caused or can mend; the message says how. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: ExitCode;

  constructor(message: string, code: ExitCode) {
    super(message);
    this.code = code;
  }
}
