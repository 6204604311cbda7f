import type { Command } from "commander";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
REPORT is a report's number, or its agency and year: 桐柏县卫生健康委员会/2024

Examples:
  nianbao show 12
  nianbao show 桐柏县卫生健康委员会/2024 --cells   where each value was read
  nianbao show 12 --json                           as in the jsonl export`;

interface ShowOptions extends SharedOptions {
  readonly cells?: true;
}

/** nianbao show: one report with its values, its findings, and where each value was read. */
export function addShow(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command("show")
    .description("show one report: its values, findings, and where each value was read")
    .argument("<report>", "number, or agency/year")
    .option("--cells", "list every cell with its printed text, status and place")
    .addHelpText("after", EXAMPLES)
    .action(async (report: string, options: ShowOptions) => {
      end(await show(report, options, terminal));
    });
}

/** 桐柏县卫生健康委员会/2024 */
const AGENCY_AND_YEAR = /^(.+)[/@](\d{4})$/;
const NUMBER = /^\d+$/;

async function show(text: string, options: ShowOptions, terminal: Terminal): Promise<ExitCode> {
  const { withStore } = await import("./session.ts");
  const { getReport } = await import("../store/report.ts");
  const stored = withStore(options, (store) => getReport(store, toSelector(text)));
  if (stored === undefined) {
    throw new CommandError(
      `no report ${text} in ${options.db}; nianbao status tells what is there`,
      exitCode.failed,
    );
  }
  if (options.json) {
    const { toRecord } = await import("../export/jsonl.ts");
    terminal.print(`${JSON.stringify(toRecord(stored, { cells: true }), undefined, 2)}\n`);
  } else {
    const { describeReport } = await import("./report-text.ts");
    const detail = options.cells ? "every_cell" : "tables";
    terminal.print(describeReport(stored, detail, terminal.columns));
  }
  return exitCode.done;
}

function toSelector(text: string) {
  if (NUMBER.test(text)) return { reportId: Number(text) };
  const match = AGENCY_AND_YEAR.exec(text);
  if (match?.[1] !== undefined) return { agency: match[1], year: Number(match[2]) };
  throw new CommandError(
    `expected a report's number or agency/year such as 桐柏县卫生健康委员会/2024, got ${JSON.stringify(text)}`,
    exitCode.usage,
  );
}
