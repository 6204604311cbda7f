import { CommandError, exitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Ends a command before anything is done if OCR was asked for and its packages are not installed.
 * @throws CommandError that says what to install
 */
export async function expectOcr({ ocr }: { readonly ocr?: true }): Promise<void> {
  if (ocr === undefined) return;
  try {
    const { findData } = await import("../recogniser.ts");
    findData();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--ocr: ${message}`, exitCode.failed);
  }
}

/** Says why a document could not be read by OCR. */
export function warnOfOcr({ log }: Pick<Terminal, "log">): (url: string, reason: string) => void {
  return (url, reason) => log.warn({ url }, `${url}: not read by OCR: ${reason}`);
}
