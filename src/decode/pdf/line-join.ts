import { endsIdeographic, startsIdeographic } from "./text-lines.ts";

/** The end and the start of two pieces that may both be of numbers: "12", "3.", "０" */
const ENDS_NUMBER = /[\d０-９][.,，．%]?$/;
const STARTS_NUMBER = /^[-+.,，．－]?[\d０-９]/;

/**
 * Joins the lines of one text. Chinese runs on without a blank, other writing with one. Two numbers are never put
 * together: between them stays `numberBreak`, since a number broken in two cannot be told from two numbers.
 */
export function joinLines(lines: readonly string[], numberBreak: "\n" | " "): string {
  return lines.reduce((text, line) => (text === "" ? line : joinTwo(text, line, numberBreak)), "");
}

function joinTwo(text: string, line: string, numberBreak: "\n" | " "): string {
  if (ENDS_NUMBER.test(text) && STARTS_NUMBER.test(line)) return text + numberBreak + line;
  if (endsIdeographic(text) || startsIdeographic(line)) return text + line;
  return `${text} ${line}`;
}
