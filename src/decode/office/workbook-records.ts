import { DecodeError } from "../decode-error.ts";
import { Binary } from "./binary.ts";

const HEADER_BYTES = 4;
/** No record of Excel 97 to 2003 is longer; what does not fit goes on in the next. */
const MAX_RECORD_BYTES = 8224;
const BEGIN = 0x0009;
/** Older versions of Excel begin with 0009, 0209 or 0409, later ones with 0809. */
const BEGIN_BITS = 0x00ff;
const LAST_BEGIN = 0x0809;
const END = 0x000a;

/**
 * Makes sure that a binary workbook ([MS-XLS] 2.1.4) is a row of whole records from a beginning to an end, since its
 * library may run on for ever through one that is not.
 * @throws DecodeError if it is cut short or damaged
 */
export function expectWholeRecords(stream: Uint8Array): void {
  const source = new Binary(stream, "the workbook");
  let offset = 0;
  let open = 0;
  while (offset + HEADER_BYTES <= source.length) {
    const type = source.uint16(offset);
    const length = source.uint16(offset + 2);
    // The stream is filled up with zeros.
    if (offset > 0 && open === 0 && type === 0) return;
    const change = depthChangeOf(type);
    const isExpected = open > 0 || change === 1;
    if (!isExpected || length > MAX_RECORD_BYTES) throw damaged(offset);
    open += change;
    offset += HEADER_BYTES + length;
  }
  if (open > 0 || offset === 0 || offset > source.length) throw damaged(offset);
}

function depthChangeOf(type: number): number {
  if (type === END) return -1;
  return (type & BEGIN_BITS) === BEGIN && type <= LAST_BEGIN ? 1 : 0;
}

function damaged(offset: number): DecodeError {
  return new DecodeError(
    "undecodable",
    `the workbook is cut short or damaged: no record of it begins at byte ${offset}`,
  );
}
