import { Zip, ZipDeflate } from "fflate";
import type { SyncFile } from "./sync-file.ts";
import { ExportError } from "./whole-file.ts";

/** The oldest moment that a ZIP can hold, so that the same content gives the same bytes on any day. */
const MOMENT = new Date(1980, 0, 1);
/** Sizes and places have four bytes each. */
const MAX_BYTES = 0xff_ff_ff_ff;
/** 1 to 9; from here on it takes far longer and saves little. */
const LEVEL = 4;

/** A ZIP file that is written front to back, one part after the other. */
export class ZipWriter {
  readonly #file: SyncFile;
  readonly #zip: Zip;
  #part: ZipDeflate | undefined;
  #partBytes = 0;

  constructor(file: SyncFile) {
    this.#file = file;
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      file.write(bytes);
      expectRoom(file.byteSize);
    });
  }

  /** Bytes of the part under way, before compression. */
  get partBytes(): number {
    return this.#partBytes;
  }

  open(name: string): void {
    this.close();
    const part = new ZipDeflate(name, { level: LEVEL });
    part.mtime = MOMENT;
    this.#part = part;
    this.#partBytes = 0;
    this.#zip.add(part);
  }

  write(text: string): void {
    const bytes = Buffer.from(text, "utf8");
    this.#partBytes += bytes.length;
    expectRoom(this.#partBytes);
    this.#part?.push(bytes);
  }

  close(): void {
    this.#part?.push(new Uint8Array(0), true);
    this.#part = undefined;
  }

  add(name: string, text: string): void {
    this.open(name);
    this.write(text);
    this.close();
  }

  end(): void {
    this.close();
    this.#zip.end();
    expectRoom(this.#file.byteSize);
  }
}

function expectRoom(bytes: number): void {
  if (bytes <= MAX_BYTES) return;
  throw new ExportError(
    "a workbook holds at most 4 GiB: choose fewer reports with --where or fewer relations with --relation, or export as parquet",
  );
}
