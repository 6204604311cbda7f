/** A picture in pixels as its file gives it. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  /** Rows from the top; `channels` bytes a pixel: grey; red, green, blue; or these and opacity. */
  readonly pixels: Uint8Array;
  readonly channels: 1 | 3 | 4;
}
