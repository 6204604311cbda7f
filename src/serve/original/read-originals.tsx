import type { Block, TableCell, Transcript } from "../../model/transcript.ts";
import type { Words } from "../words.ts";
import { PictureOriginal } from "./drawn-originals.tsx";
import type { FoundPicture } from "./original-reader.ts";
import { keyOf, type Marks, type Piece } from "./place.ts";

/** A text or a cell that leads to the report where something of it was read there. */
export function Place(given: {
  readonly marks: Marks;
  readonly place: string;
  readonly text: string;
}) {
  const { marks, place, text } = given;
  const pieces = marks.cut(place, text);
  const here = pieces.findIndex(({ isWanted }) => isWanted);
  return (
    <>
      {pieces.map((piece, index) => (
        <PieceOfPlace piece={piece} isFirst={index === here} />
      ))}
    </>
  );
}

function PieceOfPlace({ piece, isFirst }: { readonly piece: Piece; readonly isFirst: boolean }) {
  const { text, address, isWanted } = piece;
  if (address === undefined) return <>{text}</>;
  const link = (
    <a target="_top" href={address}>
      {text}
    </a>
  );
  if (!isWanted) return link;
  // Not on the link, since a browser would put the focus there.
  return (
    <span class="here" {...(isFirst && { id: "here" })}>
      {link}
    </span>
  );
}

/** A text file, line by line; a line that was read by its fields is linked field by field. */
export function LinesOriginal({
  lines,
  marks,
}: {
  readonly lines: readonly string[];
  readonly marks: Marks;
}) {
  return (
    <ol class="lines">
      {lines.map((line, index) => (
        <li>
          <Line marks={marks} line={line} number={index + 1} />
        </li>
      ))}
    </ol>
  );
}

function Line(given: { readonly marks: Marks; readonly line: string; readonly number: number }) {
  const { marks, line, number } = given;
  const fields = line.split("\t");
  const hasFields = fields.some((_, index) => marks.has(`l${number}.${index + 1}`));
  if (!hasFields) return <Place marks={marks} place={`l${number}`} text={line} />;
  return (
    <>
      {fields.map((field, index) => (
        <>
          {index > 0 ? "\t" : ""}
          <Place marks={marks} place={`l${number}.${index + 1}`} text={field} />
        </>
      ))}
    </>
  );
}

/** What was read of a Word document or a workbook. */
export function TranscriptOriginal(given: {
  readonly transcript: Transcript;
  readonly pictures: ReadonlyMap<string, FoundPicture>;
  readonly marks: Marks;
  readonly words: Words;
}) {
  const { transcript, pictures, marks, words } = given;
  const numbered = transcript.blocks.filter(({ kind }) => kind === "picture");
  return (
    <>
      {transcript.blocks.map((block) => {
        const found = block.kind === "picture" ? pictures.get(block.source) : undefined;
        if (found === undefined) return <BlockOriginal block={block} marks={marks} />;
        const number = numbered.indexOf(block) + 1;
        return <PictureOriginal number={number} {...found} marks={marks} words={words} />;
      })}
    </>
  );
}

function BlockOriginal({ block, marks }: { readonly block: Block; readonly marks: Marks }) {
  if (block.kind === "picture") return <p class="removed">[{block.source}]</p>;
  if (block.kind === "paragraph") {
    return (
      <p>
        <Place marks={marks} place={keyOf(block.locator)} text={block.text} />
      </p>
    );
  }
  return (
    <table>
      <tbody>
        {block.rows.map(({ cells }) => (
          <tr>
            {cells.map((cell) => (
              <CellOriginal cell={cell} marks={marks} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellOriginal({ cell, marks }: { readonly cell: TableCell; readonly marks: Marks }) {
  const { text, columnSpan, rowSpan, locator } = cell;
  const key = keyOf(locator);
  const isBlankHere = text === "" && marks.isWanted(key);
  return (
    <td colspan={columnSpan} rowspan={rowSpan} {...(isBlankHere && { id: "here", class: "here" })}>
      <Place marks={marks} place={key} text={text} />
    </td>
  );
}
