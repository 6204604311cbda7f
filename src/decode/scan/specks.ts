import type { Ink } from "./ink.ts";

/** Pixels of ink that hang together. */
export interface Blot {
  readonly area: number;
  readonly left: number;
  readonly top: number;
  /** Not in it. */
  readonly right: number;
  readonly bottom: number;
}

/** Goes over the blots of a picture; those that `isSpeck` says so of become paper. */
export function withoutBlots(ink: Ink, isSpeck: (blot: Blot) => boolean): Ink {
  const { width, height } = ink;
  const pixels = ink.pixels.slice();
  const seen = new Uint8Array(pixels.length);
  for (let start = 0; start < pixels.length; start += 1) {
    if (ink.pixels[start] !== 1 || seen[start] === 1) continue;
    const members = fill(ink, start, seen);
    if (isSpeck(measure(members, width))) for (const member of members) pixels[member] = 0;
  }
  return { width, height, pixels };
}

function fill({ width, pixels }: Ink, start: number, seen: Uint8Array): number[] {
  const members = [start];
  seen[start] = 1;
  const take = (at: number): void => {
    if (pixels[at] !== 1 || seen[at] === 1) return;
    seen[at] = 1;
    members.push(at);
  };
  for (let next = 0; next < members.length; next += 1) {
    const at = members[next] ?? 0;
    const column = at % width;
    const [first, last] = [column > 0 ? -1 : 0, column < width - 1 ? 1 : 0];
    for (let side = first; side <= last; side += 1) {
      take(at - width + side);
      take(at + side);
      take(at + width + side);
    }
  }
  return members;
}

function measure(members: readonly number[], width: number): Blot {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (const member of members) {
    const [x, y] = [member % width, Math.floor(member / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return { area: members.length, left, top, right, bottom };
}
