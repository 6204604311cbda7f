import { centreX, centreY } from "./box.ts";
import { type Glyph, sizeOf } from "./page-drawing.ts";

/** Share of a font's size. Two digits stand at least twice as far apart. */
const SAME_PLACE = 0.2;

/**
 * Drops glyphs that are printed on top of themselves: office programs make a text bold by printing it twice, and "10"
 * must not become "1100".
 */
export function withoutOverprints(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  const places = new Map<string, Glyph[]>();
  for (const glyph of glyphs) {
    const near = listNear(places, glyph);
    if (near.some((other) => isOverprint(glyph, other))) continue;
    kept.push(glyph);
    const key = keyOf(glyph, 0, 0);
    places.set(key, [...(places.get(key) ?? []), glyph]);
  }
  return kept;
}

/** Points. Glyphs are looked up by squares of this size, larger than any distance of two overprints. */
const SQUARE = 16;

const keyOf = (glyph: Glyph, right: number, down: number): string =>
  `${glyph.text}/${Math.floor(centreX(glyph.box) / SQUARE) + right}/${Math.floor(centreY(glyph.box) / SQUARE) + down}`;

function listNear(places: ReadonlyMap<string, readonly Glyph[]>, glyph: Glyph): Glyph[] {
  const offsets = [-1, 0, 1];
  return offsets.flatMap((right) =>
    offsets.flatMap((down) => places.get(keyOf(glyph, right, down)) ?? []),
  );
}

function isOverprint(glyph: Glyph, other: Glyph): boolean {
  const reach = SAME_PLACE * Math.min(sizeOf(glyph), sizeOf(other));
  return (
    Math.abs(centreX(glyph.box) - centreX(other.box)) < reach &&
    Math.abs(centreY(glyph.box) - centreY(other.box)) < reach
  );
}
