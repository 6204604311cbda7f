import type { WorkBook, WorkSheet } from "@e965/xlsx";
import { zipSync } from "fflate";
import type { Block, Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { readSheet } from "./sheet.ts";
import { expectModestSheets } from "./sheet-size.ts";
import { withTitleProperty } from "./title-property.ts";
import type { ZipFile } from "./zip-file.ts";

/** Parts of a package that hold no cells. */
const NO_CELLS = /^xl\/(?:media|drawings|embeddings|printerSettings|activeX|ctrlProps|vbaProject)/i;
const PART = /\.(?:xml|rels|bin)$/i;
/** A report has some hundred rows. */
const MAX_ROWS = 10_000;
/** "File is password-protected", "Unsupported encryption" */
const PASSWORD = /password|encrypt/i;

/** Transcribes a workbook in a ZIP package (XLSX, XLSM, XLSB): every sheet that is shown, as a table. */
export async function transcribeXlsx(zip: ZipFile): Promise<Transcript> {
  const parts: Record<string, Uint8Array> = {};
  for (const name of zip.names) {
    if (NO_CELLS.test(name) || !PART.test(name)) continue;
    parts[name] = zip.read(name) ?? new Uint8Array();
  }
  expectModestSheets(parts);
  // Unpacked here within bounds and packed again without compression: the library has no bounds of its own.
  return await transcribeWorkbook(zipSync(parts, { level: 0 }));
}

/**
 * Transcribes a workbook in any form that its library knows: every sheet that is shown, as a table of what its cells
 * display.
 */
export async function transcribeWorkbook(bytes: Uint8Array): Promise<Transcript> {
  const workbook = await parse(bytes);
  const blocks = workbook.SheetNames.flatMap((name, index) => {
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return isHidden ? [] : transcribeSheet(workbook.Sheets[name], name, index + 1);
  });
  const transcript = { title: undefined, metadata: new Map(), blocks, links: [], scopes: [] };
  return withTitleProperty(transcript, workbook.Props?.Title ?? "");
}

function transcribeSheet(sheet: WorkSheet | undefined, name: string, number: number): Block[] {
  // The library leaves out a sheet that it fails on.
  if (sheet === undefined) {
    throw new DecodeError("undecodable", `the workbook is damaged: its sheet ${name} is lost`);
  }
  if (sheet["!fullref"] !== undefined || (sheet["!data"]?.length ?? 0) > MAX_ROWS) {
    throw new DecodeError(
      "too_large",
      `expected at most ${MAX_ROWS} rows in sheet ${name}, met more`,
    );
  }
  const rows = readSheet(sheet, number);
  return rows.length === 0 ? [] : [{ kind: "table", rows }];
}

async function parse(bytes: Uint8Array): Promise<WorkBook> {
  const { read } = await import("@e965/xlsx");
  try {
    return read(bytes, {
      type: "array",
      dense: true,
      cellStyles: true,
      sheetStubs: true,
      cellHTML: false,
      dateNF: "yyyy-mm-dd",
      sheetRows: MAX_ROWS + 1,
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    if (PASSWORD.test(message)) {
      throw new DecodeError(
        "encrypted",
        "the workbook is encrypted: it opens with a password only",
        { cause },
      );
    }
    throw new DecodeError("undecodable", `the workbook is damaged: ${message}`, { cause });
  }
}
