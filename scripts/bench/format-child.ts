/**
 * Reads one document of a format again and again in one thread: `nianbao` from bytes to findings, `library` with the
 * library that a user would pick, and only as far as that gives text or cells; `worker` as commands read, in a worker
 * thread, so that what the process holds at most is what reading takes.
 */
import { readFileSync } from "node:fs";
import { read as readWorkbook } from "@e965/xlsx";
import mammoth from "mammoth";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import WordExtractor from "word-extractor";
import { readDocument } from "../../dist/pipeline.js";
import { createReader } from "../../dist/reader.js";

type Work = (bytes: Uint8Array) => Promise<unknown>;

const PASSES = 6;
const READS = 6;

const CONTEXT = {
  contentType: "",
  url: "http://a.example/nb/1",
  agency: undefined,
  divisionCode: "990101",
  linkText: undefined,
};

const files = new URL("../../test/decode/", import.meta.url);
const formats: Readonly<Record<string, { readonly file: string; readonly library: Work }>> = {
  pdf: { file: "pdf/produced/writer-narrow.pdf", library: readWithPdfjs },
  docx: {
    file: "office/files/distinct.docx",
    library: (bytes) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) }),
  },
  doc: {
    file: "office/files/distinct.doc",
    library: (bytes) => new WordExtractor().extract(Buffer.from(bytes)),
  },
  xlsx: {
    file: "office/files/distinct.xlsx",
    library: async (bytes) => readWorkbook(bytes, { type: "array" }),
  },
  xls: {
    file: "office/files/distinct.xls",
    library: async (bytes) => readWorkbook(bytes, { type: "array" }),
  },
};

const [name = "", reader] = process.argv.slice(2);
const format = formats[name];
if (format === undefined)
  throw new Error(`expected one of ${Object.keys(formats).join(", ")}, met: ${name}`);
const bytes = new Uint8Array(readFileSync(new URL(format.file, files)));
if (reader === "worker") await readInWorker();
else await measurePasses(reader === "library" ? format.library : readWhole);

async function measurePasses(work: Work): Promise<void> {
  const cpuMs: number[] = [];
  while (cpuMs.length < PASSES) cpuMs.push(await measurePass(work));
  process.stdout.write(JSON.stringify(cpuMs));
}

async function measurePass(work: Work): Promise<number> {
  const begun = process.cpuUsage();
  for (let times = 0; times < READS; times += 1) await work(bytes);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000 / READS;
}

async function readInWorker(): Promise<void> {
  const workers = createReader({ threads: 1 });
  for (let times = 0; times < PASSES * READS; times += 1) await workers.read(bytes, CONTEXT);
  await workers.close();
}

async function readWhole(document: Uint8Array): Promise<void> {
  const { outcome } = await readDocument(document, CONTEXT);
  if (outcome.kind !== "report") throw new Error(`expected a report, met: ${outcome.reason}`);
}

/** Both of what a table reader needs from it: texts with their places, and the operators that draw the lines. */
async function readWithPdfjs(document: Uint8Array): Promise<void> {
  const pdf = await getDocument({
    data: new Uint8Array(document),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
  }).promise;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    await page.getTextContent();
    await page.getOperatorList();
    page.cleanup();
  }
  await pdf.destroy();
}
