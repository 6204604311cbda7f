import type { Transcript } from "../../model/transcript.ts";

/** An archived document, opened for looking. */
export type OpenedOriginal =
  /** A web page, and the article that it carries as data for its script, if it does. */
  | { readonly kind: "markup"; readonly pages: readonly string[] }
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | ({ readonly kind: "picture" } & PictureKind)
  | { readonly kind: "pages" }
  | {
      readonly kind: "transcript";
      readonly transcript: Transcript;
      /** Pictures that lie in the document's file, by their names there. */
      readonly pictures: ReadonlyMap<string, FoundPicture>;
    };

export interface PictureKind {
  readonly mediaType: string;
  /** Pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** A picture in a document. */
export interface FoundPicture extends PictureKind {
  readonly bytes: Uint8Array;
}

/** A page of a document that has pages. */
export interface DrawnPage {
  readonly page: number;
  readonly pages: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** PNG; undefined where it cannot be drawn. */
  readonly picture: Uint8Array | undefined;
  /** Texts and where they stand, as [left, top, right, bottom] in points; empty where there is a picture. */
  readonly texts: readonly {
    readonly text: string;
    readonly box: readonly [number, number, number, number];
  }[];
}

/** Opens documents for the workbench, which knows no formats; what is hostile is that document's failure. */
export interface OriginalReader {
  open(bytes: Uint8Array, contentType: string): Promise<OpenedOriginal>;
  /** @param page from 1; one beyond the last gives the last */
  drawPage(bytes: Uint8Array, page: number): Promise<DrawnPage>;
  close(): Promise<void>;
}
