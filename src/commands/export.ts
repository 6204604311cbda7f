import type { Command } from "commander";
import { CommandError, type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import { toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

const FORMATS = ["snapshot", "jsonl", "csv"] as const;

interface ExportOptions extends SharedOptions {
  readonly format: (typeof FORMATS)[number];
  readonly out: string;
  readonly allVersions?: true;
  readonly cells?: true;
}

const EXAMPLES = `
Examples:
  nianbao export --format snapshot --out nianbao-2025.sqlite
      one file for Datasette, R or pandas
  nianbao export --format jsonl --out reports.jsonl --cells
      a line for each report, with the place of every cell
  nianbao export --format csv --out tables/
      a file for each table, opens in Excel

A file of the same name is replaced, all at once; nothing else is touched.`;

/** nianbao export: writes what is stored into files that other programs open. */
export function addExport(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("export")
    .description("write the stored reports as snapshot, jsonl or csv")
    .addOption(
      program
        .createOption("--format <format>", "what to write")
        .choices(FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption("--out <path>", "where to: a folder for csv, else a file")
    .option("--all-versions", "jsonl: every version, not only the current one")
    .option("--cells", "jsonl: with raw text, status and place of every cell")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ExportOptions) => {
      end(await exportReports(options, terminal));
    });
}

async function exportReports(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.format !== "jsonl" && (options.allVersions || options.cells)) {
    throw new CommandError(
      "--all-versions and --cells go with --format jsonl only",
      exitCode.usage,
    );
  }
  await expectElsewhere(options);
  const result = await write(options);
  terminal.print(
    options.json
      ? `${JSON.stringify({ format: options.format, path: options.out, ...result }, undefined, 2)}\n`
      : `${describe(result)} written to ${options.out}\n`,
  );
  return exitCode.done;
}

/** A file of the name is replaced, so the one that is read must not be it. */
async function expectElsewhere({ db, out, format }: ExportOptions): Promise<void> {
  const { isSameFile } = await import("./same-file.ts");
  const own = [db, `${db}-wal`, `${db}-shm`, `${db}.lock`];
  if (format === "csv" || own.every((path) => !isSameFile(path, out))) return;
  throw new CommandError(
    `${out} is the database itself and would be replaced: give another path with --out`,
    exitCode.usage,
  );
}

type Written = Readonly<Record<string, unknown>> & { readonly reports: number };

async function write(options: ExportOptions): Promise<Written> {
  const { forms } = await import("../model/forms/forms.ts");
  const { openStore } = await import("../store/open-store.ts");
  const store = openStore(options.db, { mode: "read", forms: [...forms.values()] });
  try {
    switch (options.format) {
      case "jsonl": {
        const { exportJsonl } = await import("../export/jsonl.ts");
        const { allVersions = false, cells = false } = options;
        return { reports: exportJsonl(store, options.out, { allVersions, cells }) };
      }
      case "csv": {
        const { exportCsv } = await import("../export/csv.ts");
        const rows = exportCsv(store, options.out);
        return { reports: rows.reports ?? 0, rows };
      }
      case "snapshot": {
        const { exportSnapshot } = await import("../export/snapshot.ts");
        const manifest = await exportSnapshot(store, options.out);
        return { reports: manifest.counts.reports ?? 0, manifest };
      }
      default:
        return options.format satisfies never;
    }
  } finally {
    store.close();
  }
}

const describe = ({ reports }: Written): string => toQuantity(reports, "report");
