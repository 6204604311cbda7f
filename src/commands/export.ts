import { type Command, Option } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { FilterOptions } from "./export-filter.ts";
import { type SharedOptions, toWholeNumber } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

const FORMATS = ["snapshot", "jsonl", "csv", "parquet", "xlsx", "datapackage", "warc"] as const;

/** What `nianbao export` was asked for. */
export interface ExportOptions extends SharedOptions, FilterOptions {
  readonly format: (typeof FORMATS)[number];
  readonly out: string;
  readonly relation?: readonly string[];
  readonly run?: number;
  readonly allVersions?: true;
  readonly cells?: true;
}

const EXAMPLES = `
Examples:
  nianbao export --format snapshot --out nianbao-2025.sqlite
      one file for Datasette, R or pandas
  nianbao export --format parquet --out parquet/ --where year=2020..2024
      typed files for DuckDB, pandas and Arrow, of these years only
  nianbao export --format xlsx --out a.xlsx --agency '*教育局' --division 41
      a workbook of the education bureaus of one province
  nianbao export --format warc --out warc/ --run 7
      what run 7 was answered, for web archives

Conditions of one name are alternatives, those of different names must all
hold: year (2024, 2020..2024), agency (full name, * for any characters),
division (GB/T 2260 or its beginning: 41, 4113, 411330), template, source.
Files of the same names are replaced, all at once; nothing else is touched.
More: docs/exports.md.`;

/** nianbao export: writes what is stored into files that other programs open. */
export function addExport(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("export")
    .description("write the stored reports into files that other programs open")
    .addOption(
      new Option("--format <format>", "what to write").choices(FORMATS).makeOptionMandatory(),
    )
    .requiredOption("--out <path>", "a folder for csv, parquet, datapackage and warc, else a file")
    .option("--where <condition>", "only reports with NAME=VALUE (again for more)", gather)
    .option("--year <year>", "the same as --where year=…", gather)
    .option("--agency <name>", "the same as --where agency=…", gather)
    .option("--division <code>", "the same as --where division=…", gather)
    .option(
      "--relation <name>",
      "csv, parquet, xlsx, datapackage: only this one (again for more)",
      gather,
    )
    .option("--run <n>", "warc: only what this run was answered", toWholeNumber("--run", 1))
    .option("--all-versions", "jsonl: every version, not only the current one")
    .option("--cells", "jsonl: with raw text, status and place of every cell")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ExportOptions) => {
      const { exportReports } = await import("./export-run.ts");
      end(await exportReports(options, terminal));
    });
}

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
