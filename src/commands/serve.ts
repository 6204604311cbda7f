import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { type SharedOptions, toWholeNumber } from "./shared-options.ts";
import type { Terminal } from "./terminal.ts";

/** What `nianbao serve` was asked for. */
export interface ServeOptions extends SharedOptions {
  readonly host: string;
  readonly port: number;
  readonly passwordFile?: string;
  readonly trustProxyHeader?: string;
  readonly allowedHost?: readonly string[];
  readonly searchIndex?: string;
  readonly edit?: true;
}

const DEFAULT_PORT = 8017;

const EXAMPLES = `
Examples:
  nianbao serve          look at data/nianbao.sqlite, also while a crawl runs
  nianbao serve --edit   correct cells beside the original
  nianbao serve --db nianbao-2025.sqlite --port 0
  nianbao serve --host 0.0.0.0 --password-file password.txt \\
    --allowed-host pc7.example.org

It writes nothing but its search index, and with --edit corrections. Beyond this
machine it asks for a password (any user name; --password-file, or
NIANBAO_PASSWORD in the environment), or for the header by which a proxy in
front says who asks. It speaks plain HTTP: a proxy adds TLS.`;

/** nianbao serve: the workbench, a web page for looking at all of it. */
export function addServe(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  program
    .command("serve")
    .description("open the workbench: a local web page for looking at all of it")
    .option("--host <address>", "address to listen at", "127.0.0.1")
    .option("--port <n>", "port; 0 is any that is free", toWholeNumber("--port", 0), DEFAULT_PORT)
    .option("--password-file <path>", "file whose first line is the password to ask for")
    .option("--trust-proxy-header <name>", "refuse requests without this header of a proxy")
    .option("--allowed-host <name...>", "further names that it is called by")
    .option("--edit", "let corrections be written to corrections.json")
    .option("--search-index <path>", "file of the search index (default: DB.search)")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./serve-run.ts");
      end(await serve(options, terminal));
    });
}
