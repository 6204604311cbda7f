import type { Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import type { CompoundFile } from "./compound-file.ts";

export function transcribeDoc(_file: CompoundFile): Transcript {
  throw new DecodeError(
    "unsupported_format",
    "expected .docx, met a binary Word document (.doc), which is not read yet; its bytes are in the archive",
  );
}
