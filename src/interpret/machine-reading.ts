import type { Finding } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import { equationsOf } from "../model/forms/equations.ts";
import type { Locator } from "../model/locator.ts";
import type { Cell } from "../model/report.ts";
import type { Block, Transcript } from "../model/transcript.ts";
import * as doubts from "./doubts.ts";
import { valuesOf } from "./table-reading.ts";
import type { FormReading } from "./tables.ts";
import { addressesOf, judgeEquation } from "./verdict.ts";

/**
 * What must be known of a report that a machine made out in pictures: that it did, and which of its numbers no sum of the
 * form confirms. Nothing for a report that is text.
 * @param bodyBlock of the first section or table; title and agency stand above it
 */
export function doubtMachineReading(
  transcript: Transcript,
  tables: FormReading | undefined,
  bodyBlock: number,
): Finding[] {
  if (!transcript.blocks.some(isMachineRead)) return [];
  const places = new Set(transcript.blocks.flatMap(listPlaces));
  const read = (tables?.cells ?? []).filter(
    ({ value, locator }) => value !== null && locator !== null && places.has(keyOf(locator)),
  );
  const unconfirmed = tables === undefined ? [] : listUnconfirmed(read, tables);
  const statement = doubts.readByMachine({
    cells: read.length,
    confirmed: read.length - unconfirmed.length,
    isHead: transcript.blocks.slice(0, bodyBlock).some(isMachineRead),
  });
  return unconfirmed.length === 0 ? [statement] : [statement, doubts.unconfirmed(unconfirmed)];
}

function isMachineRead(block: Block): boolean {
  if (block.kind === "picture") return false;
  if (block.kind === "paragraph") return block.isRecognised === true;
  return block.rows.some((row) => row.cells.some((cell) => cell.isRecognised === true));
}

/** Where the block says what a machine made out. */
function listPlaces(block: Block): string[] {
  if (block.kind === "picture") return [];
  const parts = block.kind === "paragraph" ? [block] : block.rows.flatMap((row) => [...row.cells]);
  return parts.flatMap((part) => (part.isRecognised === true ? [keyOf(part.locator)] : []));
}

const keyOf = (locator: Locator): string => JSON.stringify(locator);

/**
 * Addresses of cells that stand in no sum that holds, or in one that does not. A cell that was chosen because it makes a
 * sum hold is not confirmed by it.
 */
function listUnconfirmed(
  read: readonly Cell[],
  { form, cells, findings }: Pick<FormReading, "form" | "cells" | "findings">,
): string[] {
  const repaired = new Set(
    findings
      .filter(({ code }) => code === "structure_repaired")
      .flatMap((finding) => finding.cells),
  );
  const confirmed = findConfirmed(form, cells);
  return read
    .map(({ address }) => address)
    .filter((address) => repaired.has(address) || !confirmed.has(address));
}

function findConfirmed(form: Form, cells: readonly Cell[]): Set<string> {
  const values = valuesOf(cells);
  const [holding, failing] = [new Set<string>(), new Set<string>()];
  for (const equation of equationsOf(form)) {
    const holds = judgeEquation(equation, (address) => values.get(address));
    if (holds === undefined) continue;
    for (const address of addressesOf(equation)) (holds ? holding : failing).add(address);
  }
  return new Set([...holding].filter((address) => !failing.has(address)));
}
