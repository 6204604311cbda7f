import { DecodeError } from "../decode-error.ts";
import { Binary } from "./binary.ts";

const ENTRY_BYTES = 128;
/** Values from here on in an allocation table are marks, such as the end of a chain. */
const FIRST_MARK = 0xfffffffa;
const NONE = 0xffffffff;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;
const HEADER_TABLE_SECTORS = 109;
/** Office 97 to 2003 write some dozens; embedded objects add theirs below the root. */
const MAX_ENTRIES = 20_000;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly bytes: number;
}

/**
 * An OLE compound file, the container of binary Office files ([MS-CFB]): streams by name. Only those directly below the
 * root are told, since embedded objects hold documents of their own.
 */
export class CompoundFile {
  private readonly file: Binary;
  private readonly sectorBytes: number;
  private readonly table: Uint32Array;
  private readonly streams = new Map<string, Entry>();
  private readonly miniCutoff: number;
  private readonly miniSectorBytes: number;
  private mini: { readonly table: Uint32Array; readonly bytes: Uint8Array } | undefined;
  private readonly root: Entry;

  /** @throws DecodeError if the file is cut short or damaged */
  constructor(bytes: Uint8Array) {
    this.file = new Binary(bytes, "the OLE file");
    this.sectorBytes = 2 ** this.expectShift(30, [9, 12]);
    this.miniSectorBytes = 2 ** this.expectShift(32, [6]);
    this.miniCutoff = this.file.uint32(56);
    this.table = this.readTable(this.listTableSectors());
    const directory = this.readDirectory();
    const root = directory[0];
    if (root?.type !== ROOT) throw damaged("it has no root directory");
    this.root = root;
    for (const entry of listSiblings(directory, root.child)) this.streams.set(entry.name, entry);
  }

  /** Names of streams and storages directly below the root. */
  get names(): readonly string[] {
    return [...this.streams.keys()];
  }

  /** The bytes of a stream; undefined if there is none of that name. */
  read(name: string): Uint8Array | undefined {
    const entry = this.streams.get(name);
    if (entry === undefined || entry.type === STORAGE) return undefined;
    if (entry.bytes >= this.miniCutoff) return this.readChain(entry.start, entry.bytes);
    this.mini ??= {
      table: this.readTable(this.listChain(this.file.uint32(60))),
      bytes: this.readChain(this.root.start, this.root.bytes),
    };
    const mini = new Binary(this.mini.bytes, "the OLE file's store of small streams");
    return join(
      followChain(this.mini.table, entry.start),
      (sector) => mini.slice(sector * this.miniSectorBytes, this.miniSectorBytes),
      entry.bytes,
    );
  }

  private expectShift(offset: number, allowed: readonly number[]): number {
    const shift = this.file.uint16(offset);
    if (allowed.includes(shift)) return shift;
    throw damaged(`its sectors have 2 to the power of ${shift} bytes`);
  }

  private readSector = (sector: number): Uint8Array => {
    const offset = (sector + 1) * this.sectorBytes;
    // The last sector of a file may be cut where its content ends.
    const length = Math.min(this.sectorBytes, this.file.length - offset);
    return this.file.slice(offset, Math.max(1, length));
  };

  /** Where the allocation table lies: 109 sectors are named in the header, more in a chain. */
  private listTableSectors(): number[] {
    const count = this.file.uint32(44);
    const sectors: number[] = [];
    for (let index = 0; index < Math.min(count, HEADER_TABLE_SECTORS); index += 1) {
      sectors.push(this.file.uint32(76 + 4 * index));
    }
    const perSector = this.sectorBytes / 4 - 1;
    let next = this.file.uint32(68);
    while (next < FIRST_MARK && sectors.length < count) {
      const sector = new Binary(this.readSector(next), "a sector of the OLE file");
      for (let index = 0; index < perSector && sectors.length < count; index += 1) {
        sectors.push(sector.uint32(4 * index));
      }
      next = sector.uint32(4 * perSector);
    }
    return sectors;
  }

  private readTable(sectors: readonly number[]): Uint32Array {
    const perSector = this.sectorBytes / 4;
    if (sectors.length > this.file.length / this.sectorBytes + 1) {
      throw damaged("its allocation table is larger than the file");
    }
    const table = new Uint32Array(sectors.length * perSector).fill(NONE);
    sectors.forEach((sector, place) => {
      const content = new Binary(this.readSector(sector), "a sector of the OLE file");
      const entries = Math.floor(content.length / 4);
      for (let index = 0; index < entries; index += 1) {
        table[place * perSector + index] = content.uint32(4 * index);
      }
    });
    return table;
  }

  private listChain(start: number): number[] {
    return followChain(this.table, start);
  }

  private readChain(start: number, bytes: number): Uint8Array {
    return join(this.listChain(start), this.readSector, bytes);
  }

  private readDirectory(): Entry[] {
    const sectors = this.listChain(this.file.uint32(48));
    const directory = new Binary(
      join(sectors, this.readSector, sectors.length * this.sectorBytes),
      "the directory of the OLE file",
    );
    const count = Math.floor(directory.length / ENTRY_BYTES);
    if (count > MAX_ENTRIES) throw damaged(`it has ${count} streams`);
    return Array.from({ length: count }, (_, index) => readEntry(directory, index * ENTRY_BYTES));
  }
}

function readEntry(directory: Binary, offset: number): Entry {
  const nameBytes = Math.max(0, Math.min(64, directory.uint16(offset + 64)) - 2);
  return {
    name: new TextDecoder("utf-16le").decode(directory.slice(offset, nameBytes)),
    type: directory.uint8(offset + 66),
    left: directory.uint32(offset + 68),
    right: directory.uint32(offset + 72),
    child: directory.uint32(offset + 76),
    start: directory.uint32(offset + 116),
    // Files of small sectors may leave rubbish in the upper half of the size.
    bytes: directory.uint32(offset + 120),
  };
}

/** Entries of one storage form a binary tree; those of a damaged one may form a ring. */
function listSiblings(directory: readonly Entry[], start: number): Entry[] {
  const seen = new Set<number>();
  const open = [start];
  const siblings: Entry[] = [];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const entry = directory[index];
    if (entry === undefined || seen.has(index)) continue;
    seen.add(index);
    if (entry.type === STREAM || entry.type === STORAGE) siblings.push(entry);
    open.push(entry.left, entry.right);
  }
  return siblings;
}

function followChain(table: Uint32Array, start: number): number[] {
  const chain: number[] = [];
  for (let sector = start; sector < FIRST_MARK; sector = table[sector] ?? NONE) {
    if (chain.length > table.length) throw damaged("a chain of sectors runs in a ring");
    chain.push(sector);
  }
  return chain;
}

function join(
  sectors: readonly number[],
  readSector: (sector: number) => Uint8Array,
  bytes: number,
): Uint8Array {
  const parts = sectors.map(readSector);
  const whole = Buffer.concat(parts);
  if (whole.length < bytes) {
    throw damaged(`a stream of ${bytes} bytes ends after ${whole.length}`);
  }
  return whole.subarray(0, bytes);
}

function damaged(how: string): DecodeError {
  return new DecodeError("undecodable", `the OLE file is cut short or damaged: ${how}`);
}
