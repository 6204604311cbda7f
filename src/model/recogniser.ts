/** A picture in grey: one byte a pixel, rows from the top, 0 black to 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** What is looked for: one line that is nothing but a figure, one line of Chinese text, or several lines of it. */
export type Lettering = "figure" | "line" | "text";

/** A line of characters as a machine made them out. */
export interface RecognisedLine {
  readonly text: string;
  /** 0 to 100: how sure the machine is; of its least sure character. */
  readonly confidence: number;
  /** [left, top, right, bottom] in pixels of the picture given. */
  readonly box: readonly [number, number, number, number];
  /** In reading order, blanks left out. */
  readonly characters: readonly RecognisedCharacter[];
}

/** One character, or several that the machine could not part. */
export interface RecognisedCharacter {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  /** Its left and right edge are less exact than those of its line. */
  readonly box: readonly [number, number, number, number];
}

/**
 * Makes out printed characters in pictures (OCR). The same picture always gives the same lines. It is to be asked only
 * where there is ink: on blank paper, too, a machine may see characters.
 */
export interface Recogniser {
  recognise(picture: GreyPicture, lettering: Lettering): Promise<readonly RecognisedLine[]>;
}

/** What reading a document may use beside its bytes. */
export interface ReadingAids {
  /** Undefined: characters in pictures are not made out. */
  readonly recogniser?: Recogniser | undefined;
  /** Bytes of pictures that the document names, by the address as written there. */
  readonly pictures?: ReadonlyMap<string, Uint8Array> | undefined;
}
