/** [left, top, right, bottom] in points, from the upper left corner of the page. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The smallest box around all of the boxes, rounded to a tenth of a point; undefined for none. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return roundBox([left, top, right, bottom]);
}

/** A tenth of a point is finer than any printer. */
export function roundBox(box: Box): Box {
  const [left, top, right, bottom] = box.map((edge) => Math.round(edge * 10) / 10);
  return [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0];
}

export const centreX = (box: Box): number => (box[0] + box[2]) / 2;
export const centreY = (box: Box): number => (box[1] + box[3]) / 2;

export function holdsCentre(outer: Box, inner: Box): boolean {
  const [x, y] = [centreX(inner), centreY(inner)];
  return x >= outer[0] && x <= outer[2] && y >= outer[1] && y <= outer[3];
}

export const areaOf = (box: Box): number =>
  Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);

/** What two boxes share; where they do not touch, a box of no area. */
export function intersect(a: Box, b: Box): Box {
  const [left, top] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  return [left, top, Math.max(left, Math.min(a[2], b[2])), Math.max(top, Math.min(a[3], b[3]))];
}
