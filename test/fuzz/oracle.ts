import { decode } from "../../src/decode/decode.ts";
import type { Outcome } from "../../src/model/reading.ts";
import type { Block } from "../../src/model/transcript.ts";
import { listSilentDifferences } from "../pipeline/read-printed.ts";
import type { WholeReport } from "./subjects.ts";

/** "38.3296", "1,266", "16" */
const NUMBER = /\d[\d.,，]*/g;

/**
 * What a reading of a spoilt document says wrongly without a doubt.
 *
 * A spoilt digit is another document, which prints another number, and nobody can tell. So a cell may differ in silence
 * only by a number that the document did not print before it was spoilt, and once for each such number. As all figures of
 * the whole document differ, a figure that moved to another cell is never such a number.
 */
export async function listSilentValues(
  outcome: Outcome,
  spoilt: Uint8Array,
  contentType: string,
  whole: WholeReport,
): Promise<string[]> {
  if (outcome.kind !== "report") return [];
  const silent = listSilentDifferences(outcome, whole.sample.values);
  if (silent.length === 0) return [];
  const added = await countNumbers(spoilt, contentType);
  for (const [number, count] of await countNumbers(whole.bytes, contentType)) {
    added.set(number, (added.get(number) ?? 0) - count);
  }
  const cells = new Map(outcome.report.cells.map((cell) => [cell.address, cell]));
  return silent.filter((difference) => {
    const raw = cells.get(difference.split(":")[0] ?? "")?.raw ?? "";
    const number = raw.match(NUMBER)?.[0] ?? raw;
    const left = added.get(number) ?? 0;
    added.set(number, left - 1);
    return left <= 0;
  });
}

async function countNumbers(bytes: Uint8Array, contentType: string): Promise<Map<string, number>> {
  const { blocks } = await decode(bytes, contentType);
  const counts = new Map<string, number>();
  for (const [number] of blocks.map(textOf).join("\n").matchAll(NUMBER)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

function textOf(block: Block): string {
  if (block.kind === "paragraph") return block.text;
  if (block.kind === "picture") return "";
  return block.rows.flatMap((row) => row.cells.map((cell) => cell.text)).join("\n");
}
