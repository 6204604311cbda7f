import type { Box } from "./box.ts";
import { type Matrix, mapPoint, type Point, scaleOf } from "./matrix.ts";
import type { Rule } from "./page-drawing.ts";

/** How a path is written: an operator, then its coordinates. */
const LINE_TO = 1;
const CLOSE = 3;
/** Numbers that an operator takes, itself counted, the end point last: move, line, curve, close. */
const LENGTHS = [3, 3, 7, 1];

/** Points. The thickest frame around a table; a filled shape thicker than this is a background. */
const MAX_THICKNESS = 5;
/** Points. A line may lean this much on its whole length and is still meant to be straight. */
const MAX_LEAN = 1;
/** Numbers of a path that are looked at. A table drawn at one stroke has some thousand; a map has more. */
const MAX_PATH_LENGTH = 50_000;

/** The corners of one unbroken line of a path, on the page; a curve breaks it. */
type Outline = Point[];

/** The ruled lines that stroking a path draws. */
export function strokedRules(path: Float32Array, matrix: Matrix, lineWidth: number): Rule[] {
  if (lineWidth * scaleOf(matrix) > MAX_THICKNESS) return [];
  return listOutlines(path, matrix).flatMap((outline) =>
    outline.slice(1).flatMap((end, index) => toRule(outline[index] ?? end, end)),
  );
}

/**
 * The ruled lines that filling a path draws: Chromium and many office programs draw a border as a thin filled shape, and
 * some a frame as two rectangles, one inside the other.
 */
export function filledRules(path: Float32Array, matrix: Matrix): Rule[] {
  const boxes = listOutlines(path, matrix).flatMap((outline) => toBox(outline));
  const thin = boxes.flatMap(thinRule);
  const wide = boxes.filter((box) => thinRule(box).length === 0);
  const frames = wide.filter((outer) => wide.some((inner) => isFrame(outer, inner)));
  return [...thin, ...frames.flatMap(sidesOf)];
}

/** The part of a rule that is seen; none where it lies outside. */
export function clipRule(rule: Rule, [left, top, right, bottom]: Box): Rule[] {
  const isAcross = rule.direction === "across";
  const [start, end, low, high] = isAcross
    ? [left, right, top, bottom]
    : [top, bottom, left, right];
  const [from, to] = [Math.max(rule.from, start), Math.min(rule.to, end)];
  const isSeen = from < to && rule.at >= low - MAX_THICKNESS && rule.at <= high + MAX_THICKNESS;
  return isSeen ? [{ ...rule, from, to }] : [];
}

function listOutlines(path: Float32Array, matrix: Matrix): Outline[] {
  const outlines: Outline[] = [];
  const end = Math.min(path.length, MAX_PATH_LENGTH);
  let length = 0;
  for (let at = 0; at < end; at += length) {
    const operator = path[at] ?? -1;
    length = LENGTHS[operator] ?? end;
    const [x, y] = [path[at + length - 2] ?? 0, path[at + length - 1] ?? 0];
    const current = outlines.at(-1) ?? [];
    if (operator === CLOSE) current.push(...current.slice(0, 1));
    else if (operator === LINE_TO) current.push(mapPoint(matrix, x, y));
    else outlines.push([mapPoint(matrix, x, y)]);
  }
  return outlines;
}

function toRule(start: Point, end: Point): Rule[] {
  const [width, height] = [Math.abs(end[0] - start[0]), Math.abs(end[1] - start[1])];
  if (height <= MAX_LEAN && width > height) {
    const [from, to] = [Math.min(start[0], end[0]), Math.max(start[0], end[0])];
    return [{ direction: "across", at: (start[1] + end[1]) / 2, from, to }];
  }
  if (width <= MAX_LEAN && height > width) {
    const [from, to] = [Math.min(start[1], end[1]), Math.max(start[1], end[1])];
    return [{ direction: "down", at: (start[0] + end[0]) / 2, from, to }];
  }
  return [];
}

function toBox(outline: Outline): Box[] {
  if (outline.length < 2) return [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [[left, top, right, bottom]];
}

/** A shape is a line if it is thin and at least twice as long as it is thick. */
function thinRule([left, top, right, bottom]: Box): Rule[] {
  const [width, height] = [right - left, bottom - top];
  if (height <= MAX_THICKNESS && width > 2 * height) {
    return [{ direction: "across", at: (top + bottom) / 2, from: left, to: right }];
  }
  if (width <= MAX_THICKNESS && height > 2 * width) {
    return [{ direction: "down", at: (left + right) / 2, from: top, to: bottom }];
  }
  return [];
}

function isFrame(outer: Box, inner: Box): boolean {
  const margins = [
    inner[0] - outer[0],
    inner[1] - outer[1],
    outer[2] - inner[2],
    outer[3] - inner[3],
  ];
  const isInside = margins.every((margin) => margin >= 0 && margin <= MAX_THICKNESS);
  return isInside && margins.some((margin) => margin > 0);
}

function sidesOf([left, top, right, bottom]: Box): Rule[] {
  return [
    { direction: "across", at: top, from: left, to: right },
    { direction: "across", at: bottom, from: left, to: right },
    { direction: "down", at: left, from: top, to: bottom },
    { direction: "down", at: right, from: top, to: bottom },
  ];
}
