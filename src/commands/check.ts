import type { Command } from "commander";
import type { Finding } from "../model/finding.ts";
import { rules } from "../model/rules.ts";
import type { StoredReport } from "../store/report.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import { toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";
import { fold } from "./text-layout.ts";

interface CheckOptions extends SharedOptions {
  readonly rules?: true;
  readonly severity?: Finding["severity"];
}

const EXAMPLES = `
Examples:
  nianbao check                      every finding, by report
  nianbao check --severity error     only numbers that cannot be trusted
  nianbao check --json               for scripts
  nianbao check --rules              the rules, and what each rests on

Exit code 0 whatever the findings: they are results, not failures.`;

/** nianbao check: runs every check again over the stored versions and prints the findings. */
export function addCheck(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("check")
    .description("run every check again over the stored versions and print the findings")
    .addOption(
      program
        .createOption("--severity <severity>", "print findings of this severity only")
        .choices(["error", "warning", "info"]),
    )
    .option("--rules", "print the rules and what each rests on, and check nothing")
    .addHelpText("after", EXAMPLES)
    .action(async (options: CheckOptions) => {
      if (options.rules) {
        terminal.print(describeRules(options, terminal.columns));
        return end(exitCode.done);
      }
      end(await check(options, terminal));
    });
}

function describeRules({ json }: CheckOptions, columns: number | undefined): string {
  if (json) return `${JSON.stringify(rules, undefined, 2)}\n`;
  const lines = rules.flatMap(({ id, severity, code, compares, basis }) => [
    `${id}  ${severity} ${code}`,
    ...[compares.en, compares.zh, basis].map((text) => fold(INDENT + text, columns, INDENT)),
  ]);
  return `${lines.join("\n")}\n`;
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
    const { changed, isInterrupted } = await checkAll(options, terminal.signal, {
      onTotal: (total) => progress.expect(total),
      onChecked: (stored, findings) => {
        const shown = findings.filter(({ severity }) => isAsked(severity, options));
        if (shown.length === 0) clean += 1;
        else reports.push(toChecked(stored, shown));
        progress.step(`${reports.length} with findings`);
      },
    });
    progress.stop();
    const findings = reports.flatMap((report) => report.findings);
    const sums = { reports: clean + reports.length, clean, changed, findings: findings.length };
    if (options.json) {
      const result = { ...sums, interrupted: isInterrupted, reports_with_findings: reports };
      terminal.print(`${JSON.stringify(result, undefined, 2)}\n`);
    } else {
      for (const report of reports) terminal.print(describe(report, terminal.columns));
      terminal.print(`${describeSums(sums, findings, options.severity)}
`);
    }
    return isInterrupted ? exitCode.interrupted : exitCode.done;
  } finally {
    progress.stop();
  }
}

const isAsked = (severity: Finding["severity"], options: CheckOptions): boolean =>
  options.severity === undefined || options.severity === severity;

/** `30 reports, 2 with findings: 2 error, 1 warning`, and what is new about them. */
function describeSums(
  { reports, clean, changed }: Record<"reports" | "clean" | "changed", number>,
  findings: readonly Finding[],
  severity: CheckOptions["severity"],
): string {
  const severities = ["error", "warning", "info"].flatMap((each) => {
    const count = findings.filter((finding) => finding.severity === each).length;
    return count > 0 ? [`${count} ${each}`] : [];
  });
  const what = severities.length > 0 ? `: ${severities.join(", ")}` : "";
  const news = changed > 0 ? `; the findings of ${toQuantity(changed, "report")} changed` : "";
  // "0 with findings" would be untrue where only the errors were asked for.
  const kind = severity === undefined ? "findings" : `findings of severity ${severity}`;
  return `${toQuantity(reports, "report")}, ${reports - clean} with ${kind}${what}${news}`;
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

const INDENT = "    ";

function describe(report: CheckedReport, columns: number | undefined): string {
  const head = `${report.id}  ${report.agency ?? "—"} ${report.year}  ${report.url}`;
  const lines = report.findings.map(
    ({ severity, code, message, cells }) =>
      `${INDENT}${severity.padEnd("warning".length)} ${code}: ${message.en}${nameCells(cells)}`,
  );
  return [
    fold(head, columns, INDENT),
    ...lines.map((line) => fold(line, columns, " ".repeat("    warning ".length))),
    "",
  ].join("\n");
}

const MAX_CELLS = 3;

function nameCells(cells: readonly string[]): string {
  if (cells.length === 0) return "";
  const more = cells.length > MAX_CELLS ? `, and ${cells.length - MAX_CELLS} more` : "";
  return ` [${cells.slice(0, MAX_CELLS).join(", ")}${more}]`;
}
