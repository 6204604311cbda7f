import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitsPrint, shapeOf } from "../../../src/decode/scan/figure-shape.ts";
import { toGrey } from "../../../src/decode/scan/grey.ts";
import { type Ink, toInk } from "../../../src/decode/scan/ink.ts";
import { whitenPaper } from "../../../src/decode/scan/paper.ts";
import { findPrint, type Print } from "../../../src/decode/scan/print.ts";
import { findRuledLines } from "../../../src/decode/scan/ruled-lines.ts";
import { findSkew } from "../../../src/decode/scan/skew.ts";

/** Of a scan at 200 dots an inch. */
const POINTS_A_PIXEL = 0.36;

type Box = readonly [left: number, top: number, right: number, bottom: number];

function draw(width: number, height: number, boxes: readonly Box[]): Ink {
  const pixels = new Uint8Array(width * height);
  for (const [left, top, right, bottom] of boxes) {
    for (let y = top; y < bottom; y += 1) pixels.fill(1, y * width + left, y * width + right);
  }
  return { width, height, pixels };
}

function toPrint(ink: Ink): Print {
  const grey = { ...ink, pixels: ink.pixels.map((pixel) => (pixel === 1 ? 0 : 255)) };
  const page = { grey, ink, pointsAPixel: POINTS_A_PIXEL };
  const print = findPrint(page, [0, 0, ink.width, ink.height]);
  if (print === undefined) throw new Error("no ink");
  return print;
}

/** Two rows of two cells. */
const table: readonly Box[] = [
  [20, 20, 380, 23],
  [20, 80, 380, 83],
  [20, 140, 380, 143],
  [20, 20, 23, 143],
  [200, 20, 203, 143],
  [377, 20, 380, 143],
];

describe("ruled lines of a scan", () => {
  test("are those of the table, not the dash in its cell or an underline below", () => {
    const dash: Box = [270, 108, 310, 111];
    const underline: Box = [60, 180, 300, 183];
    const runs = findRuledLines(draw(400, 200, [...table, dash, underline]), POINTS_A_PIXEL);
    const heights = new Set(
      runs.filter(({ direction }) => direction === "across").map(({ at }) => at),
    );
    expect([...heights].sort((a, b) => a - b)).toEqual([20, 21, 22, 80, 81, 82, 140, 141, 142]);
    expect(runs.filter(({ direction }) => direction === "down")).toHaveLength(9);
  });

  test("are found with gaps in them, and none in a page of text", () => {
    const gap: Box = [100, 20, 102, 23];
    const ink = draw(400, 200, table);
    for (let y = gap[1]; y < gap[3]; y += 1) {
      ink.pixels.fill(0, y * 400 + gap[0], y * 400 + gap[2]);
    }
    const top = findRuledLines(ink, POINTS_A_PIXEL).filter(({ at }) => at === 20);
    expect(top).toMatchObject([{ from: 23, to: 376 }, { direction: "down" }]);
    const strokes = Array.from({ length: 60 }, (_, index): Box => {
      const [x, y] = [20 + (index % 12) * 30, 20 + Math.floor(index / 12) * 34];
      return index % 2 === 0 ? [x, y, x + 26, y + 3] : [x + 12, y - 8, x + 15, y + 18];
    });
    expect(findRuledLines(draw(400, 220, strokes), POINTS_A_PIXEL)).toEqual([]);
  });
});

test("the skew of a page is found to a tenth of a degree", () => {
  fc.assert(
    fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (degrees) => {
      const [width, height] = [500, 400];
      const pixels = new Uint8Array(width * height);
      for (let line = 60; line < 340; line += 24) {
        for (let x = 20; x < 480; x += 1) {
          const y = Math.round(line + (x - 250) * Math.tan((degrees * Math.PI) / 180));
          pixels[y * width + x] = 1;
          pixels[(y + 1) * width + x] = 1;
        }
      }
      expect(Math.abs(findSkew({ width, height, pixels }) - degrees)).toBeLessThan(0.1);
    }),
    { numRuns: 12 },
  );
});

describe("the shape of ink", () => {
  const digit = (x: number): Box => [x, 5, x + 10, 25];

  test("a bar is a dash, digits are a figure, a wide character is text", () => {
    expect(shapeOf(toPrint(draw(60, 30, [[15, 14, 35, 17]])), 26)).toBe("dash");
    expect(shapeOf(toPrint(draw(60, 30, [digit(5), digit(18)])), 26)).toBe("figure");
    expect(shapeOf(toPrint(draw(60, 30, [[5, 3, 29, 27]])), 26)).toBe("text");
  });

  test("a leaning stroke is a slash, which a machine may take for a 1", () => {
    const slash = Array.from(
      { length: 24 },
      (_, y): Box => [20 - Math.floor(y / 2), y + 3, 23 - Math.floor(y / 2), y + 4],
    );
    expect(shapeOf(toPrint(draw(40, 30, slash)), 26)).toBe("slash");
    expect(shapeOf(toPrint(draw(40, 30, [[18, 3, 21, 27]])), 26)).toBe("figure");
  });

  test("a text with more or fewer digits than there are pieces of ink does not fit", () => {
    const two = toPrint(draw(60, 30, [digit(5), digit(18)]));
    expect(fitsPrint("10", two)).toBe(true);
    expect(fitsPrint("1", two)).toBe(false);
    expect(fitsPrint("110", two)).toBe(false);
    expect(fitsPrint("1.0", two)).toBe(false);
    const decimal = toPrint(draw(80, 30, [digit(5), [18, 22, 21, 25], digit(24)]));
    expect(fitsPrint("3.8", decimal)).toBe(true);
    expect(fitsPrint("38", decimal)).toBe(false);
  });

  test("two numbers in one cell are not one", () => {
    expect(fitsPrint("55", toPrint(draw(90, 30, [digit(5), digit(60)])))).toBe(false);
  });
});

describe("colour and paper", () => {
  const size = 280;
  const colour = (paint: (x: number, y: number) => readonly [number, number, number]) => {
    const pixels = new Uint8Array(size * size * 3);
    for (let at = 0; at < size * size; at += 1) {
      pixels.set(paint(at % size, Math.floor(at / size)), at * 3);
    }
    return { width: size, height: size, pixels, channels: 3 as const };
  };

  test("a seal is left out, and black print under it stays", () => {
    const picture = colour((x, y) => {
      if (y > 110 && y < 116) return [20, 10, 10];
      return Math.hypot(x - 130, y - 120) < 100 ? [200, 40, 40] : [250, 250, 250];
    });
    const { pixels } = toGrey(picture, POINTS_A_PIXEL);
    expect(pixels[60 * size + 120]).toBeGreaterThan(240);
    expect(pixels[113 * size + 120]).toBeLessThan(40);
  });

  test("a line of red text is no seal", () => {
    const picture = colour((_, y) => (y > 100 && y < 130 ? [200, 40, 40] : [250, 250, 250]));
    expect(toGrey(picture, POINTS_A_PIXEL).pixels[115 * size + 120]).toBeLessThan(120);
  });

  test("a table ruled in blue is none either, nor the red figures in it", () => {
    const wide = { width: 900, height: 300, channels: 3 as const };
    const pixels = new Uint8Array(wide.width * wide.height * 3).fill(250);
    for (let at = 0; at < wide.width * wide.height; at += 1) {
      const [x, y] = [at % wide.width, Math.floor(at / wide.width)];
      if (x % 150 < 3 || y % 60 < 3) pixels.set([30, 60, 200], at * 3);
      if (x === 200 && y % 60 > 20 && y % 60 < 40) pixels.set([220, 20, 20], at * 3);
    }
    const grey = toGrey({ ...wide, pixels }, POINTS_A_PIXEL);
    expect(grey.pixels[61 * wide.width + 40]).toBeLessThan(120);
    expect(grey.pixels[90 * wide.width + 200]).toBeLessThan(120);
  });

  test("grey paper becomes white and its print stays ink", () => {
    const pixels = Uint8Array.from({ length: size * size }, (_, at) => {
      const shade = 130 + Math.floor((at % size) / 4);
      return Math.floor(at / size) % 40 < 4 ? 40 : shade;
    });
    const even = whitenPaper({ width: size, height: size, pixels });
    const ink = toInk(even, 150);
    expect(ink.pixels[20 * size + 10]).toBe(0);
    expect(ink.pixels[20 * size + 230]).toBe(0);
    expect(ink.pixels[41 * size + 10]).toBe(1);
    expect(ink.pixels[41 * size + 230]).toBe(1);
  });
});
