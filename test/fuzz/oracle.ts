import { decode } from "../../src/decode/decode.ts";
import { listCells } from "../../src/model/form.ts";
import type { Outcome } from "../../src/model/reading.ts";
import type { Cell } from "../../src/model/report.ts";
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
 * the whole document differ, a figure that moved to another cell is never such a number. Where damage puts the figures of
 * one row behind the label of another, the document prints them so, and nobody can tell either; but nothing excuses a
 * figure in another column of its own row.
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
  const { blocks } = await decode(spoilt, contentType);
  const cells = new Map(outcome.report.cells.map((cell) => [cell.address, cell]));
  const isOtherForm = outcome.findings.some(({ code }) => code === "template_mismatch");
  return silent.filter((difference) => {
    const cell = cells.get(difference.split(":")[0] ?? "");
    if (cell === undefined) return !isOtherForm;
    if (isUnderItsLabel(cell, blocks, whole)) return false;
    const raw = cell.raw ?? "";
    const number = raw.match(NUMBER)?.[0] ?? raw;
    const left = added.get(number) ?? 0;
    added.set(number, left - 1);
    return left <= 0;
  });
}

/** Whether a figure of another row stands in one row with the label of the cell it is read in. */
function isUnderItsLabel(cell: Cell, blocks: readonly Block[], whole: WholeReport): boolean {
  const origin = [...whole.sample.values].find(([, value]) => value === cell.value)?.[0];
  if (origin === undefined || rowOf(origin) === rowOf(cell.address)) return false;
  const form = listCells(whole.sample.form);
  const label = form.find(({ address }) => address === cell.address)?.row.label ?? "";
  const place = JSON.stringify(cell.locator);
  const rows = blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
  const row = rows.find(({ cells }) =>
    cells.some(({ locator }) => JSON.stringify(locator) === place),
  );
  return row?.cells.some(({ text }) => isSameLabel(text, label)) ?? false;
}

const rowOf = (address: string): string => address.slice(0, address.lastIndexOf("."));
// "（一）", "4. "
const NUMBERING = /^[（(]?[一二三四五六七八九十\d][）)、.]\s*/;
// "（区分处理的，只计这一情形，不计其他情形）"
const GLOSS = /\s*[（(].*$/s;
const toLabel = (text: string): string => text.trim().replace(NUMBERING, "").replace(GLOSS, "");

/** A label may be cut or run into another; what it begins with is still there. */
function isSameLabel(text: string, label: string): boolean {
  const wanted = toLabel(label);
  return wanted !== "" && toLabel(text).startsWith(wanted);
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
