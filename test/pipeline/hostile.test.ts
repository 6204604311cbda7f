import { describe, expect, test } from "vitest";
import { HOSTILE_HTML, HOSTILE_TEXT } from "../decode/hostile.ts";
import { readNow } from "./read-now.ts";

const SMALL = 2_500;
const TIMES_LARGER = 4;
/** Work that grows in proportion is 4 times as much, work that grows with the square 16 times. */
const MAX_GROWTH = 10;
/** Below this the clock of the processor tells nothing. */
const NOTHING_MS = 200;
/** Collecting garbage may fall into one measurement; not into all. */
const ATTEMPTS = 4;

/** Time that the processor worked, which other programs on the machine do not lengthen. */
function measureMs(text: string, contentType: string): number {
  const bytes = new TextEncoder().encode(text);
  const before = process.cpuUsage();
  readNow(bytes, {
    contentType,
    url: "http://127.0.0.1/",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function growsTooFast(make: (size: number) => string, contentType: string): boolean {
  const small = measureMs(make(SMALL), contentType);
  const large = measureMs(make(SMALL * TIMES_LARGER), contentType);
  return large > Math.max(NOTHING_MS, MAX_GROWTH * small);
}

function expectProportionate(make: (size: number) => string, contentType: string): void {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!growsTooFast(make, contentType)) return;
  }
  expect.fail(
    `${SMALL * TIMES_LARGER} of them take more than ${MAX_GROWTH} times as long as ${SMALL}`,
  );
}

describe("four times as much of a hostile page is about four times as much work:", () => {
  test.each([...HOSTILE_HTML])("%s", (_, make) => {
    expectProportionate(make, "text/html; charset=utf-8");
  });

  test.each([...HOSTILE_TEXT])("%s, in a text file", (_, make) => {
    expectProportionate(make, "text/plain; charset=utf-8");
  });
});

test("the measurement can fail: work that grows with the square is seen", { retry: 2 }, () => {
  const steep = (size: number): string => "<p>段</p>".repeat(Math.round(size ** 2 / 600));
  expect(growsTooFast(steep, "text/html")).toBe(true);
});
