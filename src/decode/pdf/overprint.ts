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
    const near = listKeys(glyph, SAME_PLACE * sizeOf(glyph)).flatMap(
      (key) => places.get(key) ?? [],
    );
    if (near.some((other) => isOverprint(glyph, other))) continue;
    kept.push(glyph);
    for (const key of listKeys(glyph, 0)) {
      const place = places.get(key) ?? [];
      places.set(key, place);
      place.push(glyph);
    }
  }
  return kept;
}

/** Points. Glyphs are looked up by squares of this size, larger than most distances of two overprints. */
const SQUARE = 16;

/** The squares that lie within a distance of a glyph: one, and more only near their edges. */
function listKeys({ text, box }: Glyph, reach: number): string[] {
  const rows = listSquares(centreY(box), reach);
  return listSquares(centreX(box), reach).flatMap((x) => rows.map((y) => `${text}/${x}/${y}`));
}

function listSquares(place: number, reach: number): number[] {
  const first = Math.floor((place - reach) / SQUARE);
  const last = Math.floor((place + reach) / SQUARE);
  return first === last ? [first] : [first, last];
}

function isOverprint(glyph: Glyph, other: Glyph): boolean {
  const reach = SAME_PLACE * Math.min(sizeOf(glyph), sizeOf(other));
  return (
    Math.abs(centreX(glyph.box) - centreX(other.box)) < reach &&
    Math.abs(centreY(glyph.box) - centreY(other.box)) < reach
  );
}
