import fc from "fast-check";
import { expect, test } from "vitest";
import type { Locator } from "../src/model/locator.ts";
import type { PageReading } from "../src/model/reading.ts";
import type { Cell } from "../src/model/report.ts";
import { packReading, unpackReading } from "../src/reading-message.ts";

const count = fc.integer({ min: 1, max: 500 });
const box = fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), count, count, count);
const locators: fc.Arbitrary<Locator> = fc.oneof(
  fc.record({ table: count, row: count, column: count }),
  fc.record({ paragraph: count }),
  fc.record({ line: count }),
  fc.record({ line: count, field: count }),
  fc.record({ page: count, box }),
  fc.record({ picture: count, box }),
);
const cells: fc.Arbitrary<Cell> = fc.record({
  address: fc.constantFrom("requests.new.total", "requests.new.business", "proceedings.upheld.a"),
  value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  status: fc.constantFrom("reported", "blank", "dash", "unreadable", "absent"),
  raw: fc.option(fc.constantFrom("0", "1 204", "／", "一\n二", "")),
  locator: fc.option(locators),
});

function reportWith(found: readonly Cell[]): PageReading {
  return {
    outcome: {
      kind: "report",
      report: {
        agency: { name: "青石县民政局", printed: null, divisionCode: null },
        year: 2024,
        template: "2021",
        title: null,
        publishedOn: null,
        publishedFrom: null,
        sections: [],
        cells: found,
        extras: [],
        claims: [],
      },
      findings: [],
      unread: [],
    },
    title: undefined,
    links: [
      { kind: "anchor", href: "1.pdf", text: "附件", title: undefined, beside: "2025-01-20" },
    ],
  };
}

const asJson = (page: PageReading): unknown => JSON.parse(JSON.stringify(page));

test("a report's cells come out of a message as they went in, whatever they were read in", () => {
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 8 }), (found) => {
      const page = reportWith(found);
      expect(asJson(unpackReading(packReading(page)))).toEqual(asJson(page));
    }),
  );
});

test("a page that is no report, and one that failed, come out as they went in", () => {
  const link = { kind: "refresh", href: "/", text: "", title: "首页", beside: undefined } as const;
  const list: PageReading = {
    outcome: { kind: "other", page: "list", reason: "leads to reports" },
    title: "政府信息公开年报",
    links: [link, link],
  };
  const failed: PageReading = {
    outcome: { kind: "failed", failure: "empty", reason: "no bytes" },
    title: undefined,
    links: [],
  };
  for (const page of [list, failed]) {
    expect(asJson(unpackReading(packReading(page)))).toEqual(asJson(page));
  }
});
