import type { Claim, ExtraCell } from "../model/report.ts";
import type { FieldDifference } from "./diff.ts";

/** What a version says in numbers beside the form's cells. */
export interface BesideCells {
  readonly extras: readonly ExtraCell[];
  readonly claims: readonly Claim[];
}

/** Extra cells and numbers of the prose that one of two versions has alone, as a field each. */
export function compareBeside(old: BesideCells, young: BesideCells): FieldDifference[] {
  return [
    ...compare("extra_cells", old.extras.map(sayExtra), young.extras.map(sayExtra)),
    ...compare("claims", old.claims.map(sayClaim), young.claims.map(sayClaim)),
  ];
}

const sayExtra = ({ table, row, column, value, status }: ExtraCell): string =>
  `${[table, row, ...(column === null ? [] : [column])].join(" / ")}: ${value ?? status}`;

const sayClaim = ({ subject, value, unit, approximate, cells }: Claim): string =>
  [`${subject}: ${approximate ? "about " : ""}${value} ${unit}`, ...cells].join(" = ");

function compare(field: string, was: readonly string[], is: readonly string[]): FieldDifference[] {
  const [old, young] = [without(was, is), without(is, was)];
  if (old.length + young.length === 0) return [];
  return [{ field, old: joinOrNull(old), new: joinOrNull(young) }];
}

/** One that is said twice must be said twice by the others, too. */
function without(sayings: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return sayings.filter((saying) => {
    const at = left.indexOf(saying);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

const joinOrNull = (sayings: readonly string[]): string | null =>
  sayings.length === 0 ? null : sayings.join("; ");
