import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "./places.ts";

const divisions = new URL("../../src/model/divisions-data.ts", import.meta.url);
const pages = new URL("../../../shared/real/pages.jsonl", import.meta.url);

test("places differ in name and code, and no province has their codes", () => {
  expect(new Set(places.map((place) => place.name)).size).toBe(places.length);
  expect(new Set(places.map((place) => place.divisionCode)).size).toBe(places.length);
  for (const { divisionCode } of places) expect(divisionCode).toMatch(/^99\d{4}$/);
});

test.skipIf(!existsSync(divisions))(
  "no list of divisions knows a place of that stem (skipped where the table is missing)",
  () => {
    const table = readFileSync(divisions, "utf8");
    for (const { name } of places) expect(table).not.toContain(name.slice(0, -1));
  },
);

test.skipIf(!existsSync(pages))(
  "no real report comes from a place of that stem (skipped where the index is missing)",
  () => {
    const index = readFileSync(pages, "utf8");
    for (const { name } of places) expect(index).not.toContain(name.slice(0, -1));
  },
);
