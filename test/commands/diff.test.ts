import { mkdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/commands/text-layout.ts";
import { openStore } from "../../src/store/open-store.ts";
import { settle } from "../../src/store/settle.ts";
import {
  FORMS,
  PARSER,
  printed,
  reported,
  sampleReport,
  sampleRun,
  sampleVisit,
} from "../store/sample-data.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

const LONGEST = "requests.unprocessed_reconfirmation.other_organization";
let place: Workplace;

/** Run 1 stores two reports, run 2 another document of the first, whose title a spreadsheet would run. */
beforeAll(() => {
  place = makeWorkplace();
  mkdirSync(place.path("data"));
  const store = openStore(place.path("data", "nianbao.sqlite"), { mode: "write", forms: FORMS });
  const first = sampleRun();
  const other = sampleReport({ year: 2020 });
  settle(store, first, sampleVisit({}), PARSER);
  settle(
    store,
    first,
    sampleVisit({ url: "http://a.example/2", hash: "2", outcome: reported(other) }),
    PARSER,
  );
  const title = '=HYPERLINK("http://evil.example")';
  const changed = sampleReport({ title, given: { [LONGEST]: printed(123456) } });
  settle(store, sampleRun(), sampleVisit({ hash: "b", outcome: reported(changed) }), PARSER);
  store.close();
});

test("two runs, for people: within 80 columns, with the cause", async () => {
  const ended = await place.run("diff", "1", "2");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(
    /requests\.unprocessed_reconfirmation\.other_organization +0 → 123456\n/,
  );
  expect(ended.stdout).toContain("the document changed");
  expect(ended.stdout).toContain(
    "1 report differs: 0 added, 0 gone, 1 changed (1 cell); 1 the same\n",
  );
  expect(Math.max(...ended.stdout.split("\n").map(displayWidth))).toBeLessThanOrEqual(80);
});

test("as one JSON object, and as CSV without formulas", async () => {
  const json = await place.run("diff", "data/nianbao.sqlite#1", "data/nianbao.sqlite", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({
    reports: [
      {
        change: "changed",
        year: 2024,
        fields: [{ field: "title" }],
        cells: [
          {
            cell: LONGEST,
            old_value: 0,
            new_value: 123456,
            new_status: "reported",
            cause: "document_changed",
          },
        ],
      },
    ],
    summary: { added: 0, gone: 0, changed: 1, cells: 1, same: 1 },
  });
  const same = await place.run("diff", "2", "data/nianbao.sqlite", "--json", "--summary");
  expect(JSON.parse(same.stdout)).toMatchObject({ reports: [], summary: { same: 2, changed: 0 } });
  const csv = await place.run("diff", "1", "2", "--csv");
  const lines = csv.stdout.split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFchange,cause,agency,division_code,year,cell,old_value,/);
  expect(lines[1]).toContain(`,title,`);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(lines[2]).toContain(`,${LONGEST},0,reported,0,123456,reported,0,`);
  expect(lines).toHaveLength(4);
});

describe("what cannot be compared is told in a sentence", () => {
  test.each([
    [["1", "9"], 1, "has no run 9"],
    [["1", "nowhere.sqlite"], 1, "does not exist"],
    [["1", "2", "--csv", "--json"], 2, "expected --csv alone"],
  ])("%j", async (words, code, sentence) => {
    const ended = await place.run("diff", ...words);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(sentence);
  });
});
