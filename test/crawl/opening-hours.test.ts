import { describe, expect, test } from "vitest";
import { findClosedMs, isOpeningHours } from "../../src/crawl/opening-hours.ts";

const hourMs = 3_600_000;

describe("opening hours", () => {
  // 16:00 in Greenwich is midnight in China, in summer as in winter.
  test.each([
    ["22:00-06:00", "2025-01-20T13:59:00Z", 60_000],
    ["22:00-06:00", "2025-01-20T14:00:00Z", 0],
    ["22:00-06:00", "2025-01-20T16:00:00Z", 0],
    ["22:00-06:00", "2025-01-20T21:59:59Z", 0],
    ["22:00-06:00", "2025-01-20T22:00:00Z", 16 * hourMs],
    ["22:00-06:00", "2025-07-20T22:00:00Z", 16 * hourMs],
    ["01:30-05:00", "2025-01-20T16:00:00Z", 1.5 * hourMs],
    ["01:30-05:00", "2025-01-20T20:59:59Z", 0],
    ["01:30-05:00", "2025-01-20T21:00:00Z", 20.5 * hourMs],
    ["00:00-23:59", "2025-01-20T15:59:30Z", 30_000],
  ])("%s at %s: closed for %i ms more", (hours, now, closedMs) => {
    expect(findClosedMs(hours, new Date(now))).toBe(closedMs);
  });

  test.each(["22-6", "22:00–06:00", "24:00-06:00", "22:60-06:00", "06:00-06:00", "", "always"])(
    "%j are none",
    (text) => {
      expect(isOpeningHours(text)).toBe(false);
    },
  );
});
