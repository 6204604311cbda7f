import type { Ink } from "./ink.ts";

/** A stretch of ink that is long in one direction and thin in the other; ends and place in pixels, both ends included. */
export interface LineRun {
  readonly direction: "across" | "down";
  /** The row it runs along, or the column it runs down. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Share of it, corners left out, that is thin ink: the rest is white, or crossed by something. */
  readonly purity: number;
}

/** What a line may be, in pixels. */
export interface LineSize {
  readonly maxThickness: number;
  readonly minLength: number;
  /** White pixels that may interrupt a line, one time. */
  readonly maxGap: number;
}

/** Share of a run that may be white, where the scanner lost a bit of the line. */
const MAX_WHITE = 0.12;
/** In gaps that a line may have: how long it is thick where it meets another. */
const CORNER = 1.5;
/** Share of a run that may be thick, where other lines cross it or print touches it. */
const MAX_THICK = 0.5;

/** The runs of one direction, by place, then by beginning. */
export function listRuns(ink: Ink, direction: LineRun["direction"], size: LineSize): LineRun[] {
  const isAcross = direction === "across";
  const thickness = measureThickness(ink, isAcross ? "down" : "across");
  const { width, height } = ink;
  const [lines, length] = isAcross ? [height, width] : [width, height];
  const [lineStep, step] = isAcross ? [width, 1] : [1, width];
  const runs: LineRun[] = [];
  for (let line = 0; line < lines; line += 1) {
    const kindAt = (place: number): number => thickness[line * lineStep + place * step] ?? 0;
    for (const stretch of listStretches(kindAt, length, size)) {
      const { from, to } = stretch;
      runs.push({ direction, at: line, from, to, purity: measurePurity(stretch, size) });
    }
  }
  return runs;
}

/** For each pixel of ink how many pixels of ink stand in one line with it, 255 at the most; 0 for paper. */
function measureThickness(
  { width, height, pixels }: Ink,
  direction: LineRun["direction"],
): Uint8Array {
  const thickness = new Uint8Array(pixels.length);
  const isAcross = direction === "across";
  const [lines, length] = isAcross ? [height, width] : [width, height];
  const [lineStep, step] = isAcross ? [width, 1] : [1, width];
  for (let line = 0; line < lines; line += 1) {
    let run = 0;
    for (let place = 0; place <= length; place += 1) {
      const at = line * lineStep + place * step;
      if (place < length && pixels[at] === 1) {
        run += 1;
        continue;
      }
      for (let back = 1; back <= run; back += 1) thickness[at - back * step] = Math.min(255, run);
      run = 0;
    }
  }
  return thickness;
}

/** A stretch in the making: its ends, its thin pixels, its thick ones, and what came since the last thin one. */
interface OpenStretch {
  readonly from: number;
  to: number;
  thin: number;
  thick: number;
  thickPause: number;
  whitePause: number;
}

/** Stretches of thin ink along one line, over small gaps and where other lines cross. */
function listStretches(
  thicknessAt: (place: number) => number,
  length: number,
  size: LineSize,
): OpenStretch[] {
  const stretches: OpenStretch[] = [];
  let open: OpenStretch | undefined;
  for (let place = 0; place < length; place += 1) {
    const thickness = thicknessAt(place);
    if (thickness > 0 && thickness <= size.maxThickness) {
      open ??= { from: place, to: place, thin: 0, thick: 0, thickPause: 0, whitePause: 0 };
      goOn(open, place);
    } else if (open !== undefined && isOver(pause(open, thickness), size)) {
      if (isLine(open, size)) stretches.push(open);
      open = undefined;
    }
  }
  if (open !== undefined && isLine(open, size)) stretches.push(open);
  return stretches;
}

function goOn(open: OpenStretch, place: number): void {
  open.thick += open.thickPause;
  open.thin += 1;
  open.to = place;
  [open.thickPause, open.whitePause] = [0, 0];
}

function pause(open: OpenStretch, thickness: number): OpenStretch {
  if (thickness > 0) open.thickPause += 1;
  else open.whitePause += 1;
  return open;
}

const isOver = ({ thickPause, whitePause }: OpenStretch, size: LineSize): boolean =>
  thickPause > size.maxThickness || whitePause > size.maxGap;

/** A line is thick where it meets others, at two places at the least. */
function measurePurity({ from, to, thin, thick }: OpenStretch, { maxGap }: LineSize): number {
  return thin / (to - from + 1 - Math.min(thick, 2 * CORNER * maxGap));
}

function isLine({ from, to, thin, thick }: OpenStretch, { minLength }: LineSize): boolean {
  const whole = to - from + 1;
  const white = whole - thin - thick;
  return whole >= minLength && thick <= whole * MAX_THICK && white <= whole * MAX_WHITE;
}
