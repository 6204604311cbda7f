import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
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

async function show(text: string, options: ShowOptions, terminal: Terminal): Promise<ExitCode> {
  const { withStore } = await import("./session.ts");
  const { expectReport, toSelector } = await import("./report-selector.ts");
  const { listHistory, listStale } = await import("../store/report-history.ts");
  toSelector(text);
  const { stored, history, stale } = withStore(options, (store) => {
    const report = expectReport(store, text);
    const { reportId } = report;
    return {
      stored: report,
      history: listHistory(store, reportId),
      stale: listStale(store, reportId),
    };
  });
  if (options.json) {
    const { toRecord } = await import("../export/jsonl.ts");
    terminal.print(
      `${JSON.stringify({ ...toRecord(stored, { cells: true }), versions: history, stale_corrections: stale }, undefined, 2)}\n`,
    );
  } else {
    const { describeReport } = await import("./report-text.ts");
    const detail = options.cells ? "every_cell" : "tables";
    terminal.print(describeReport({ stored, history, stale }, detail, terminal.columns));
  }
  return exitCode.done;
}
