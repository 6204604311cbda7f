import type { Transcript } from "../../model/transcript.ts";
import type { CompoundFile } from "./compound-file.ts";
import { readHeader } from "./doc-header.ts";
import { DocReader } from "./doc-reader.ts";
import { transcribeFlow } from "./flow-writer.ts";
import { readSummaryTitle } from "./summary-title.ts";
import { withTitleProperty } from "./title-property.ts";

/**
 * Transcribes a binary Word document (Word 97 to 2003, WPS) as it is printed: deletions under review, hidden text, field
 * instructions, notes, headers and footers are not read. Where text boxes stand is not told by the text, so theirs
 * follows at the end.
 */
export function transcribeDoc(file: CompoundFile): Transcript {
  const header = readHeader(file);
  const reader = new DocReader(header);
  const transcript = transcribeFlow([
    ...reader.readBlocks(0, header.textEnd),
    ...reader.readBlocks(header.boxesStart, header.boxesEnd),
  ]);
  return withTitleProperty(
    transcript,
    readSummaryTitle(file.read("\u0005SummaryInformation")) ?? "",
  );
}
