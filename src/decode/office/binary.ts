import { DecodeError } from "../decode-error.ts";

/** Little-endian numbers at byte offsets of a file or stream; reading beyond its end is a DecodeError. */
export class Binary {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly name: string;

  /** @param name of the file or stream, for messages */
  constructor(bytes: Uint8Array, name: string) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.name = name;
  }

  get length(): number {
    return this.bytes.length;
  }

  uint8(offset: number): number {
    this.expect(offset, 1);
    return this.view.getUint8(offset);
  }

  uint16(offset: number): number {
    this.expect(offset, 2);
    return this.view.getUint16(offset, true);
  }

  int16(offset: number): number {
    this.expect(offset, 2);
    return this.view.getInt16(offset, true);
  }

  uint32(offset: number): number {
    this.expect(offset, 4);
    return this.view.getUint32(offset, true);
  }

  /** The bytes themselves, not a copy. */
  slice(offset: number, length: number): Uint8Array {
    this.expect(offset, length);
    return this.bytes.subarray(offset, offset + length);
  }

  /** True if that many bytes are there. */
  holds(offset: number, length: number): boolean {
    return offset >= 0 && length >= 0 && offset + length <= this.bytes.length;
  }

  private expect(offset: number, length: number): void {
    if (this.holds(offset, length)) return;
    throw new DecodeError(
      "undecodable",
      `the file is cut short or damaged: ${this.name} has ${this.bytes.length} bytes, and ${length} were expected at byte ${offset}`,
    );
  }
}
