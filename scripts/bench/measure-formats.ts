import type { Line } from "./line.ts";
import { describe } from "./numbers.ts";
import { runScript } from "./process-run.ts";

const ROUNDS = 2;
const MAX_MB = 512;

interface Format {
  readonly name: string;
  readonly what: string;
  /** Undefined where the library is ours, too, and only its share is shown. */
  readonly goal: number | undefined;
}

const FORMATS: readonly Format[] = [
  { name: "pdf", what: "a PDF of six pages, against pdfjs for its text and operators", goal: 1.3 },
  { name: "docx", what: "a Word document (.docx), against mammoth.convertToHtml", goal: 1.5 },
  { name: "doc", what: "a Word document (.doc), against word-extractor", goal: undefined },
  { name: "xlsx", what: "a workbook (.xlsx), against @e965/xlsx reading it", goal: undefined },
  { name: "xls", what: "a workbook (.xls), against @e965/xlsx reading it", goal: undefined },
];

/** Reading a document of each format whole, against the library that a user would pick only getting at its content. */
export async function measureFormats(): Promise<Line[]> {
  const lines: Line[] = [];
  for (const format of FORMATS) lines.push(await measureFormat(format));
  return lines;
}

async function measureFormat({ name, what, goal }: Format): Promise<Line> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(...warm((await runScript("format-child.ts", [name, "nianbao"])).output));
    theirs.push(...warm((await runScript("format-child.ts", [name, "library"])).output));
  }
  const ratio = Math.min(...ours) / Math.min(...theirs);
  const { peakMb } = await runScript("format-child.ts", [name, "worker"]);
  return {
    what: `read ${what}: CPU, best pass`,
    ratio: ratio.toFixed(2),
    goal: goal === undefined ? "" : `<= ${goal.toFixed(1)}`,
    isMet: goal === undefined ? undefined : ratio <= goal && peakMb <= MAX_MB,
    smallPrint: `CPU ms a document, median (range) of ${ours.length} passes: nianbao ${describe(ours, 1)}, library ${describe(theirs, 1)}; a process with one worker holds ${peakMb.toFixed(0)} MB at most (<= ${MAX_MB})`,
  };
}

/** Passes but the first, in which the code is still being compiled. */
function warm(output: string): number[] {
  const passes: readonly number[] = JSON.parse(output);
  return passes.slice(1);
}
