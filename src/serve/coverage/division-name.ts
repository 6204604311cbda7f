import { findDivision } from "../../model/divisions.ts";

const CODE_LENGTH = 6;

/** What the first digits of a GB/T 2260 code stand for; undefined for a code that the standard does not have. */
export function nameOfDivision(code: string): string | undefined {
  const name = findDivision(code.padEnd(CODE_LENGTH, "0"))?.name;
  if (name === undefined || code.length < CODE_LENGTH) return name;
  const province = findDivision(`${code.slice(0, 2)}0000`)?.name;
  const prefecture = findDivision(`${code.slice(0, 4)}00`)?.name;
  return [...new Set([province, prefecture, name])].filter((part) => part !== undefined).join(" ");
}
