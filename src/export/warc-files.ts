import type { StagedFiles } from "./staged-files.ts";
import { SyncFile } from "./sync-file.ts";
import { packRecord, toRecordId, type WarcRecord } from "./warc-record.ts";

/** Where a record stands, for the index. */
export interface RecordPlace {
  readonly fileName: string;
  readonly offset: number;
  readonly length: number;
}

/** The usual size of a WARC file; the record that passes it is the last. */
export const MAX_WARC_BYTES = 1_000_000_000;

export interface WarcFilesOptions {
  readonly maxBytes: number;
  /** The block of the record that every file begins with, given its name. */
  readonly describe: (fileName: string) => string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** Numbered WARC files that are filled one after the other. */
export class WarcFiles {
  readonly #files: StagedFiles;
  readonly #options: WarcFilesOptions;
  #current: { readonly name: string; readonly file: SyncFile; readonly infoId: string } | undefined;
  #count = 0;

  constructor(files: StagedFiles, options: WarcFilesOptions) {
    this.#files = files;
    this.#options = options;
  }

  write(record: WarcRecord): RecordPlace {
    const { name, file, infoId } = this.#open();
    const { "WARC-Type": type, ...rest } = record.headers;
    const headers = { "WARC-Type": type, ...rest, "WARC-Warcinfo-ID": infoId };
    return append(file, name, { headers, block: record.block });
  }

  /** Also makes the first file if nothing was written: an archive of nothing is still an archive. */
  end(): void {
    this.#open();
    this.close();
  }

  close(): void {
    this.#current?.file.close();
    this.#current = undefined;
  }

  #open() {
    const { maxBytes } = this.#options;
    if (this.#current !== undefined && this.#current.file.byteSize < maxBytes) return this.#current;
    this.close();
    this.#count += 1;
    const name = `nianbao-${String(this.#count).padStart(5, "0")}.warc.gz`;
    const opened = {
      name,
      file: new SyncFile(this.#files.stage(name)),
      infoId: toRecordId("warcinfo", name, this.#options.describe(name)),
    };
    this.#current = opened;
    append(opened.file, name, {
      headers: {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": opened.infoId,
        "WARC-Date": this.#options.date,
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
      },
      block: Buffer.from(this.#options.describe(name)),
    });
    return opened;
  }
}

function append(file: SyncFile, fileName: string, record: WarcRecord): RecordPlace {
  const packed = packRecord(record);
  const offset = file.byteSize;
  file.write(packed);
  return { fileName, offset, length: packed.length };
}
