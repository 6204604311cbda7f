import { describe, expect, test } from "vitest";
import {
  ACCEPTED_NAMES,
  type Accepted,
  findAccepted,
  listCases,
  readCase,
  readCaseFile,
  readSource,
  sha256Of,
} from "./case.ts";

/** Never writes: `npm run accept` does, and a person reads what it wrote. */
describe.each(listCases())("case %s", (slug) => {
  test("has the bytes it was made of", () => {
    expect(sha256Of(readSource(slug))).toBe(readCaseFile(slug).sha256);
  });

  let read: Promise<Accepted> | undefined;

  test.each(ACCEPTED_NAMES)("reads as accepted in %s", async (name) => {
    const accepted = findAccepted(slug, name);
    expect(accepted, `${name} is missing: npm run accept -- ${slug}, then read it`).toBeDefined();
    read ??= readCase(slug);
    expect((await read)[name]).toBe(accepted);
  });
});

test("there are cases", () => {
  expect(listCases().length).toBeGreaterThanOrEqual(80);
});
