import { TOWN_ROWS } from "./towns-data.ts";

const CODE_LENGTH = 6;
/** 周湾镇 was 周湾乡 before: the kind of a town changes more often than its name. */
const KIND = /(?:镇|乡|街道|苏木)$/;

/** The rows with a blank after every town too, so that one search finds it in any of them. */
let rows: string | undefined;

/** Codes of the counties that had a town of this name in 2023-06: 周湾镇 → 610626. Merged towns are not known. */
export function listCountiesOfTown(town: string): string[] {
  rows ??= TOWN_ROWS.replaceAll("\n", " \n");
  const word = `${town.replace(KIND, "")} `;
  const codes: string[] = [];
  for (let at = rows.indexOf(word); at >= 0; at = rows.indexOf(word, at + 1)) {
    if (rows[at - 1] !== " ") continue;
    const start = rows.lastIndexOf("\n", at) + 1;
    codes.push(rows.slice(start, start + CODE_LENGTH));
  }
  return codes;
}
