import type { GreyPicture } from "../../model/recogniser.ts";
import type { Rule } from "../pdf/page-drawing.ts";
import type { Ink } from "./ink.ts";
import { type LineRun, type LineSize, listRuns } from "./line-runs.ts";

/** Points. The thickest line of a table. */
const MAX_THICKNESS = 3.5;
/** Points. What is shorter is part of a character. */
const MIN_LENGTH = 7;
/** Points. What is longer and begins or ends at a line is no part of a character. */
const LIKELY_LENGTH = 12;
/** Points. What is longer is no part of a character. */
const SURE_LENGTH = 24;
/** Points. White that may interrupt a line. */
const MAX_GAP = 1.2;
/** Points. A long line that ends this near another touches it, and a short one. */
const TOUCH = 3;
const CLOSE_TOUCH = 1.1;
/** A row of strokes of several characters is less pure than a line. */
const MIN_PURITY = 0.85;
/** Short lines at a long one that make it a table's. */
const MIN_POSTS = 4;
/** More runs than this are a photograph. */
const MAX_RUNS = 60_000;
/** Points around a line in which its soft edge lies, and at the most that many pixels. */
const SOFT_EDGE = 0.7;
const MAX_SOFT_EDGE = 2;

/**
 * Finds the ruled lines of tables in a picture that stands upright. A line belongs to a table if another crosses or
 * meets it: a dash, an underline and the stroke of a character do not.
 */
export function findRuledLines(ink: Ink, pointsAPixel: number): LineRun[] {
  const size: LineSize = {
    maxThickness: Math.max(3, Math.ceil(MAX_THICKNESS / pointsAPixel)),
    minLength: Math.ceil(MIN_LENGTH / pointsAPixel),
    maxGap: Math.ceil(MAX_GAP / pointsAPixel),
  };
  const across = listRuns(ink, "across", size);
  const down = listRuns(ink, "down", size);
  if (across.length + down.length > MAX_RUNS) return [];
  const reach = Math.ceil(TOUCH / pointsAPixel);
  const frame = findFrame(across, down, SURE_LENGTH / pointsAPixel, reach);
  const close = Math.ceil(CLOSE_TOUCH / pointsAPixel);
  const likely = LIKELY_LENGTH / pointsAPixel;
  const isKept = (run: LineRun, others: readonly LineRun[]): boolean =>
    run.purity >= MIN_PURITY &&
    countMeeting(run, others, close) >= (run.to - run.from >= likely ? 1 : 2);
  return [
    ...frame.across,
    ...across.filter((run) => !frame.all.has(run) && isKept(run, frame.down)),
    ...frame.down,
    ...down.filter((run) => !frame.all.has(run) && isKept(run, frame.across)),
  ];
}

interface Frame {
  readonly across: readonly LineRun[];
  readonly down: readonly LineRun[];
  readonly all: ReadonlySet<LineRun>;
}

/** Long runs that touch long runs of the other direction. */
function findFrame(
  across: readonly LineRun[],
  down: readonly LineRun[],
  minLength: number,
  reach: number,
): Frame {
  const isLong = ({ from, to, purity }: LineRun): boolean =>
    to - from >= minLength && purity >= MIN_PURITY;
  const [longAcross, longDown] = [across.filter(isLong), down.filter(isLong)];
  const posts = down.filter((run) => !isLong(run) && run.purity >= MIN_PURITY);
  const frameAcross = longAcross.filter(
    (run) => isTouched(run, longDown, reach) || countPosts(run, posts, reach) >= MIN_POSTS,
  );
  const frameDown = keepTouching(longDown, frameAcross, reach);
  return { across: frameAcross, down: frameDown, all: new Set([...frameAcross, ...frameDown]) };
}

/** How many short lines begin or end at a long one: of a table of one row all walls are short. */
function countPosts(run: LineRun, posts: readonly LineRun[], reach: number): number {
  const places = posts
    .filter(({ from, to, at }) => {
      const isEnd = Math.abs(from - run.at) <= reach || Math.abs(to - run.at) <= reach;
      return isEnd && isNear(at, run, reach);
    })
    .map(({ at }) => Math.round(at / (2 * reach)));
  return new Set(places).size;
}

const isTouched = (run: LineRun, others: readonly LineRun[], reach: number): boolean =>
  others.some((other) => areTouching(run, other, reach));

const keepTouching = (
  runs: readonly LineRun[],
  others: readonly LineRun[],
  reach: number,
): LineRun[] => runs.filter((run) => isTouched(run, others, reach));

const areTouching = (run: LineRun, other: LineRun, reach: number): boolean =>
  isNear(other.at, run, reach) && isNear(run.at, other, reach);

const isNear = (at: number, { from, to }: LineRun, reach: number): boolean =>
  at >= from - reach && at <= to + reach;

/** At how many of its ends a run meets a line of the other direction. */
function countMeeting(run: LineRun, others: readonly LineRun[], reach: number): number {
  const meets = (end: number): boolean =>
    others.some((other) => Math.abs(other.at - end) <= reach && isNear(run.at, other, reach));
  return Number(meets(run.from)) + Number(meets(run.to));
}

/** The lines in points. */
export function toRules(runs: readonly LineRun[], pointsAPixel: number): Rule[] {
  return runs.map(({ direction, at, from, to }) => ({
    direction,
    at: (at + 0.5) * pointsAPixel,
    from: from * pointsAPixel,
    to: (to + 1) * pointsAPixel,
  }));
}

/** The picture without the lines, their soft edges included. */
export function whitenLines(
  picture: GreyPicture,
  runs: readonly LineRun[],
  pointsAPixel: number,
): GreyPicture {
  const edge = Math.max(1, Math.min(MAX_SOFT_EDGE, Math.round(SOFT_EDGE / pointsAPixel)));
  const { width, height } = picture;
  const pixels = picture.pixels.slice();
  for (const { direction, at, from, to } of runs) {
    const isAcross = direction === "across";
    const [left, right] = isAcross ? [from, to] : [at, at];
    const [top, bottom] = isAcross ? [at, at] : [from, to];
    const lastX = Math.min(width - 1, right + edge);
    const lastY = Math.min(height - 1, bottom + edge);
    for (let y = Math.max(0, top - edge); y <= lastY; y += 1) {
      pixels.fill(255, y * width + Math.max(0, left - edge), y * width + lastX + 1);
    }
  }
  return { width, height, pixels };
}
