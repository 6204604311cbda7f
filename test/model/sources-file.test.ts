import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findDivision } from "../../src/model/divisions.ts";

interface Entry {
  readonly id: string;
  readonly agency?: string;
  readonly division_code?: string;
  readonly start: readonly string[];
  readonly note?: string;
}

const file: { readonly $schema: string; readonly sources: readonly Entry[] } = JSON.parse(
  readFileSync("sources.json", "utf8"),
);
const { sources } = file;

test("at least 120 sources are listed, each with its own id", () => {
  expect(sources.length).toBeGreaterThanOrEqual(120);
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  for (const { id } of sources) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
});

test("every address is on a government host under a name of its own", () => {
  for (const { id, start } of sources) {
    expect(start.length, id).toBeGreaterThan(0);
    for (const address of start) {
      const url = new URL(address);
      expect(url.hostname, id).toMatch(/\.gov\.cn$/);
      expect(url.protocol, id).toMatch(/^https?:$/);
      expect(url.port, id).toBe("");
    }
  }
});

test("no address stands in two sources", () => {
  const addresses = sources.flatMap(({ start }) => start);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test("every division code is in the table as of today", () => {
  for (const { id, division_code: code } of sources) {
    if (code !== undefined) expect(findDivision(code)?.to, `${id} ${code}`).toBe("");
  }
  expect(sources.filter((source) => source.division_code === undefined).length).toBeLessThan(5);
});

test("every source says where its address comes from and that it was not visited", () => {
  for (const { id, note } of sources) {
    expect(note, id).toMatch(/not visited from here; .+\./);
  }
});
