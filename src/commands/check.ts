import type { Command } from "commander";
import type { Finding } from "../model/finding.ts";
import type { StoredReport } from "../store/report.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { addSharedOptions, type SharedOptions } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

interface CheckOptions extends SharedOptions {
  readonly severity?: Finding["severity"];
}

const EXAMPLES = `
Examples:
  nianbao check                      every finding, by report
  nianbao check --severity error     only numbers that cannot be trusted
  nianbao check --json               for scripts

Exit code 0 whatever the findings: they are results, not failures of the program.`;

/** nianbao check: runs every check again over the stored versions and prints the findings. */
export function addCheck(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  addSharedOptions(program.command("check"))
    .description("run every check again over the stored versions and print the findings")
    .addOption(
      program
        .createOption("--severity <severity>", "print findings of this severity only")
        .choices(["error", "warning", "info"]),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (options: CheckOptions) => {
      end(await check(options, terminal));
    });
}

interface CheckedReport {
  readonly id: number;
  readonly agency: string | null;
  readonly year: number;
  readonly url: string;
  readonly findings: readonly Finding[];
}

async function check(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { checkAll } = await import("./check-run.ts");
  const progress = terminal.startProgress("reports");
  const reports: CheckedReport[] = [];
  let clean = 0;
  try {
    const { changed, isInterrupted } = await checkAll(
      options,
      terminal.signal,
      (total) => progress.expect(total),
      (stored, findings) => {
        progress.step(`${reports.length} with findings`);
        const shown = findings.filter(
          (f) => options.severity === undefined || f.severity === options.severity,
        );
        if (shown.length === 0) clean += 1;
        else reports.push(toChecked(stored, shown));
      },
    );
    progress.stop();
    const found = reports.reduce((sum, report) => sum + report.findings.length, 0);
    const sums = { reports: clean + reports.length, clean, changed, findings: found };
    if (options.json)
      terminal.print(
        `${JSON.stringify({ ...sums, reports_with_findings: reports }, undefined, 2)}\n`,
      );
    else {
      for (const report of reports) terminal.print(describe(report));
      terminal.print(
        `${sums.reports} reports: ${clean} clean, ${reports.length} with findings; ${found} findings, ${changed} reports checked differently than before\n`,
      );
    }
    return isInterrupted ? exitCode.interrupted : exitCode.done;
  } finally {
    progress.stop();
  }
}

function toChecked(stored: StoredReport, findings: readonly Finding[]): CheckedReport {
  const { report, reportId, provenance } = stored;
  return {
    id: reportId,
    agency: report.agency.name,
    year: report.year,
    url: provenance.finalUrl ?? provenance.url,
    findings,
  };
}

function describe(report: CheckedReport): string {
  const head = `${report.id}  ${report.agency ?? "—"} ${report.year}  ${report.url}\n`;
  const lines = report.findings.map(
    ({ severity, code, message, cells }) =>
      `    ${severity.padEnd("warning".length)} ${code}: ${message.en}${nameCells(cells)}\n`,
  );
  return head + lines.join("");
}

const MAX_CELLS = 3;

function nameCells(cells: readonly string[]): string {
  if (cells.length === 0) return "";
  const more = cells.length > MAX_CELLS ? `, and ${cells.length - MAX_CELLS} more` : "";
  return ` [${cells.slice(0, MAX_CELLS).join(", ")}${more}]`;
}
