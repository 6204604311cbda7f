import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Section } from "../../src/model/report.ts";
import { isFromReconciling } from "../../src/reconcile/reconcile.ts";
import { openText } from "./printed-place.ts";
import { readPrinted } from "./read-printed.ts";

interface Expected {
  readonly agency: { readonly name: string; readonly division_code: string };
  readonly year: number;
  readonly template: string;
  readonly title: string;
  readonly published_on: string | null;
  readonly sections: readonly Pick<Section, "number" | "heading" | "text">[];
  readonly cells: readonly { address: string; value: number | null; status: string }[];
}

const folder = new URL("../../../shared/seeds/", import.meta.url);
const isThere = existsSync(new URL("expected/", folder));
const names = isThere
  ? readdirSync(folder).filter((name) => name.endsWith(".txt"))
  : ["no seed is here"];

describe.skipIf(!isThere)("seed reports (skipped where ../shared/seeds is missing)", () => {
  test("there are five", () => {
    expect(names).toHaveLength(5);
  });

  describe.each(names)("%s", (name) => {
    const read = () => {
      const bytes = readFileSync(new URL(name, folder));
      const path = new URL(`expected/${name.replace(/txt$/, "json")}`, folder);
      const expected: Expected = JSON.parse(readFileSync(path, "utf8"));
      const reading = readPrinted({ bytes, contentType: "text/plain; charset=utf-8" });
      return { text: bytes.toString("utf8"), expected, ...reading };
    };

    test("says whose report it is, for which year, under which title", () => {
      const { report, expected } = read();
      expect({
        name: report.agency.name,
        division_code: report.agency.divisionCode,
      }).toEqual(expected.agency);
      expect(report.year).toBe(expected.year);
      expect(report.title).toBe(expected.title);
      expect(report.template).toBe(expected.template);
      expect(report.publishedOn).toBe(expected.published_on);
    });

    test("has the six sections, word for word", () => {
      const { report, expected } = read();
      const sections = report.sections.map(({ number, heading, text }) => ({
        number,
        heading,
        text,
      }));
      expect(sections).toEqual(expected.sections);
    });

    test("has all 200 cells with value and status", () => {
      const { report, expected } = read();
      const cells = report.cells.map(({ address, value, status }) => ({ address, value, status }));
      expect(cells).toHaveLength(200);
      expect(cells).toEqual(expected.cells);
    });

    test("has nothing that cannot be trusted", () => {
      expect(read().findings.filter((finding) => finding.severity === "error")).toEqual([]);
    });

    test("says in its prose what its tables say, and no check finds fault with it", () => {
      const { findings } = read();
      expect(findings.filter(({ code }) => isFromReconciling(code))).toEqual([]);
    });

    test("says of every cell where it stands, and there the number is", () => {
      const { text, report } = read();
      const textAt = openText(text);
      for (const cell of report.cells) {
        expect(cell.locator).not.toBeNull();
        if (cell.locator === null) continue;
        expect(textAt(cell.locator)).toBe(cell.raw);
        expect(Number(cell.raw)).toBe(cell.value);
      }
    });
  });
});
