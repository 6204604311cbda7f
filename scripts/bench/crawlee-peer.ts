/**
 * What a user would write with Crawlee: lists, reports, the 175 numbers of table three and the title, into SQLite with
 * a transaction for each report. Tuned: no storage on disk, no sessions, no made-up headers, concurrency held.
 */
import { CheerioCrawler, type CheerioCrawlingContext, Configuration, log } from "@crawlee/cheerio";
import Database from "better-sqlite3";

export interface PeerResult {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

type CheerioApi = CheerioCrawlingContext["$"];

const CONCURRENCY = 32;
/** Enough for it never to slow down for want of memory. */
const MEMORY_MB = 16_384;
const COLUMNS = 7;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const BLANKS = /\s+/g;

const [path = "", starts = "[]"] = process.argv.slice(2);
const begunMs = performance.now();
const begunCpu = process.cpuUsage();
await crawl(JSON.parse(starts), openDatabase(path));
const { user, system } = process.cpuUsage(begunCpu);
const result: PeerResult = {
  wallSeconds: (performance.now() - begunMs) / 1000,
  cpuSeconds: (user + system) / 1e6,
};
process.stdout.write(JSON.stringify(result));

function openDatabase(file: string): (url: string, title: string, numbers: string[]) => void {
  const database = new Database(file);
  database.pragma("journal_mode = wal");
  database.exec(`
    create table report (report_id integer primary key, url text not null unique, title text);
    create table cell (report_id integer, ordinal integer, value real, primary key (report_id, ordinal))
      without rowid`);
  const insertReport = database.prepare("insert into report (url, title) values (?, ?)");
  const insertCell = database.prepare("insert into cell values (?, ?, ?)");
  return database.transaction((url: string, title: string, numbers: string[]) => {
    const { lastInsertRowid } = insertReport.run(url, title);
    numbers.forEach((number, ordinal) => {
      insertCell.run(lastInsertRowid, ordinal, number === "" ? null : Number(number));
    });
  });
}

async function crawl(
  lists: readonly string[],
  store: ReturnType<typeof openDatabase>,
): Promise<void> {
  log.setLevel(log.LEVELS.ERROR);
  const crawler = new CheerioCrawler(
    {
      minConcurrency: CONCURRENCY,
      maxConcurrency: CONCURRENCY,
      useSessionPool: false,
      persistCookiesPerSession: false,
      retryOnBlocked: false,
      preNavigationHooks: [
        (_context, options) => {
          options.useHeaderGenerator = false;
        },
      ],
      requestHandler: async ({ $, request, enqueueLinks }) => {
        if (request.label === "report") {
          store(request.url, $("title").text().trim(), readNumbers($));
          return;
        }
        await enqueueLinks({ selector: "li a", label: "report" });
        await enqueueLinks({ selector: "a[href^='index_']", label: "list" });
      },
    },
    new Configuration({ persistStorage: false, memoryMbytes: MEMORY_MB }),
  );
  await crawler.run([...lists]);
}

/** The last seven cells of every row of table three that ends in seven numbers or blanks. */
function readNumbers($: CheerioApi): string[] {
  const table = $("table").filter((_, element) => $(element).text().includes("本年新收"));
  return table
    .first()
    .find("tr")
    .toArray()
    .flatMap((row) => {
      const texts = $(row)
        .find("td, th")
        .toArray()
        .map((cell) => $(cell).text().replace(BLANKS, ""));
      const numbers = texts.slice(-COLUMNS);
      const isRow =
        texts.length > COLUMNS && numbers.every((text) => text === "" || NUMBER.test(text));
      return isRow && numbers.some((text) => text !== "") ? numbers : [];
    });
}
