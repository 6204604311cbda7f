import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findJsonFault } from "../../src/crawl/json-fault.ts";
import { readSources, SourcesError } from "../../src/crawl/sources.ts";
import { toJsonSchema } from "../../src/crawl/sources-schema.ts";

const start = ["http://www.qingshi.example/zfxxgk/zfxxgknb/"];

describe("sources.json", () => {
  test("gives sources with every default filled in", () => {
    const text = JSON.stringify({ sources: [{ id: "qingshi-mzj", start }] });
    expect(readSources(text, "sources.json")).toEqual([
      {
        id: "qingshi-mzj",
        start,
        adapter: "auto",
        render: "auto",
        intervalMs: 1000,
        concurrency: 1,
        enabled: true,
      },
    ]);
  });

  test("a source's own word counts before the file's defaults", () => {
    const text = JSON.stringify({
      $schema: "./schemas/sources.schema.json",
      defaults: { interval_ms: 5000, concurrency: 2, max_pages: 9 },
      sources: [
        { id: "a", start, interval_ms: 0, agency: "青石县民政局", division_code: "990001" },
        { id: "b", start, enabled: false, note: "moved", render: "http", max_pages: 1 },
      ],
    });
    expect(readSources(text, "sources.json")).toMatchObject([
      {
        intervalMs: 0,
        concurrency: 2,
        maxPages: 9,
        agency: "青石县民政局",
        divisionCode: "990001",
      },
      { intervalMs: 5000, maxPages: 1, enabled: false, note: "moved", render: "http" },
    ]);
  });

  test("a list may name its agencies, and the years that it should give", () => {
    const agencies = ["青石县民政局", { agency: "青石县审计局", division_code: "990001" }];
    const text = JSON.stringify({
      sources: [
        { id: "a", start, agencies, years: [2019, 2024] },
        { id: "b", start, since: 2020 },
      ],
    });
    expect(readSources(text, "sources.json")).toMatchObject([
      {
        agencies: [{ name: "青石县民政局" }, { name: "青石县审计局", divisionCode: "990001" }],
        years: { first: 2019, last: 2024 },
      },
      { years: { first: 2020 } },
    ]);
  });

  test.each([
    [{ agencies: ["青石县民政局", "青石县民政局"] }, /agencies\[2\]: expected an agency once/],
    [
      { agencies: [{ agency: "青石县民政局", divison_code: "990001" }] },
      /agencies\[1\]: unknown field "divison_code": did you mean "division_code"/,
    ],
    [{ agencies: [] }, /expected a list with at least one agency/],
    [
      { agency: "青石县民政局", agencies: ["青石县审计局"] },
      /agencies: expected none beside agency/,
    ],
    [{ years: [2024, 2019] }, /years: expected the first year before the last/],
    [{ years: [2019] }, /years: expected the first and the last year/],
    [{ since: 2019, years: [2019, 2024] }, /since: expected none beside years/],
    [{ agences: ["青石县民政局"] }, /unknown field "agences": did you mean "agencies"/],
  ])("%j is refused with a sentence", (fields, sentence) => {
    const text = JSON.stringify({ sources: [{ id: "qingshi", start, ...fields }] });
    expect(() => readSources(text, "sources.json")).toThrow(sentence);
  });

  test("every problem is named at once, with the source, the field and what was met", () => {
    const text = JSON.stringify({
      sources: [
        { id: "a", start: ["ftp://x/"], intervalms: 3, division_code: "41133" },
        { id: "a", start: [], enabled: "yes" },
        { start, interval_ms: "1", concurrency: 0 },
        { id: "d" },
        { id: "e", start: ["http://u:p@x/", "http://"], render: "maybe", agency: "" },
      ],
      sorces: 1,
    });
    expect(listProblems(text)).toEqual([
      'source "a": division_code: expected six digits in quotes, met "41133"',
      'source "a": start[1]: expected an address that begins with http:// or https://, met "ftp://x/"',
      'source "a": unknown field "intervalms": did you mean "interval_ms"?',
      'source "a": start: expected a list with at least one web address, met []',
      'source "a": enabled: expected true or false, met "yes"',
      "source 3: id: is missing: expected a name without blanks",
      'source 3: interval_ms: expected a whole number from 0 to 3600000, met "1"',
      "source 3: concurrency: expected a whole number from 1 to 8, met 0",
      'source "d": start: is missing: expected a list of web addresses',
      'source "e": agency: expected the agency\'s official full name, met ""',
      'source "e": start[1]: expected a web address without a user name or password, met "http://u:p@x/"',
      'source "e": start[2]: expected an address that begins with http:// or https://, met "http://"',
      'source "e": render: expected one of "auto", "http", "browser", met "maybe"',
      'unknown field "sorces": did you mean "sources"?',
      'source "a": id: expected an id of its own, met "a" at positions 1, 2',
    ]);
  });

  test("text that is not JSON is answered with line and column", () => {
    expect(listProblems('{"sources": [\n  {"id": "a" "start": []}\n]}')).toEqual([
      'line 2, column 14: not JSON: expected a comma or }, met "start": []}',
    ]);
    expect(listProblems("")).toEqual(["line 1, column 1: not JSON: expected a value, met nothing"]);
  });

  test("a byte order mark before the first brace is no fault", () => {
    expect(readSources(`\uFEFF{"sources": []}`, "sources.json")).toEqual([]);
  });

  test("the message begins with the path of the file", () => {
    expect(() => readSources("[]", "my/sources.json")).toThrow(/^my\/sources\.json: 1 problem\n/);
  });
});

describe("the place of a JSON fault", () => {
  test("is found in exactly the texts that JSON.parse refuses", () => {
    const nearlyJson = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom("", ",", "}", '"', "1", "\n", "é"))
      .map(([text, at, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.string()), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("schemas/sources.schema.json", () => {
  const path = new URL("../../schemas/sources.schema.json", import.meta.url);

  test("is what scripts/make-schema.ts writes today", () => {
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(toJsonSchema());
  });

  test("describes every field", () => {
    expect(listFields(toJsonSchema(), "").filter(({ description }) => !description)).toEqual([]);
  });
});

const schemaNode = z.looseObject({
  description: z.string().optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
});

function listFields(schema: unknown, place: string): { place: string; description?: string }[] {
  if (schema === undefined) return [];
  // A pair, such as two years, has a schema for each of both.
  if (Array.isArray(schema)) return schema.flatMap((each) => listFields(each, place));
  const { properties, items } = schemaNode.parse(schema);
  const own = Object.entries(properties).flatMap(([name, field]) => [
    { place: `${place}.${name}`, description: schemaNode.parse(field).description ?? "" },
    ...listFields(field, `${place}.${name}`),
  ]);
  return [...own, ...listFields(items, place)];
}

function listProblems(text: string): readonly string[] {
  try {
    readSources(text, "sources.json");
  } catch (error) {
    if (error instanceof SourcesError) return error.problems;
    throw error;
  }
  return [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
