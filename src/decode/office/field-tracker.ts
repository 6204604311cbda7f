/**
 * Follows the fields of a Word text, which hold an instruction such as `=SUM(ABOVE)` before the result that is printed.
 * Instructions may hold fields of their own, whose results are not printed either.
 */
export class FieldTracker {
  private parts: ("instruction" | "result")[] = [];

  begin(): void {
    this.parts.push("instruction");
  }

  separate(): void {
    if (this.parts.pop() !== undefined) this.parts.push("result");
  }

  end(): void {
    this.parts.pop();
  }

  get isInInstruction(): boolean {
    return this.parts.includes("instruction");
  }

  /** Instructions stay within a paragraph; one that never ends must not swallow the rest of the document. */
  endParagraph(): void {
    this.parts = this.parts.filter((part) => part === "result");
  }
}
