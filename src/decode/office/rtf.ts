import type { Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { transcribeFlow } from "./flow-writer.ts";
import { RtfReader } from "./rtf-reader.ts";
import { listRtfTokens } from "./rtf-tokens.ts";
import { withTitleProperty } from "./title-property.ts";

/** Pictures are written in it with two letters a byte. */
const MAX_BYTES = 128 * 1024 * 1024;
/**
 * Transcribes an RTF document (Word, WPS, LibreOffice) as it is printed: hidden and deleted text, field instructions,
 * notes, headers and footers are not read; the text of text boxes follows at the end.
 * @throws DecodeError if it is too large, nested too deeply or cut off
 */
export function transcribeRtf(bytes: Uint8Array): Transcript {
  if (bytes.length > MAX_BYTES) {
    throw new DecodeError("too_large", `expected at most ${MAX_BYTES} bytes, met ${bytes.length}`);
  }
  const reader = new RtfReader();
  for (const token of listRtfTokens(bytes)) reader.take(token);
  if (!reader.isAtEnd) {
    throw new DecodeError(
      "undecodable",
      `expected a whole RTF document, met one that was cut off after ${bytes.length} bytes; fetch it again`,
    );
  }
  return withTitleProperty(transcribeFlow(reader.finish()), reader.title);
}
