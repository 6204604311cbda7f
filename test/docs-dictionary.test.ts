import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listDictionary } from "../scripts/list-dictionary.ts";
import { adapterNames } from "../src/crawl/strategy.ts";
import { listCells } from "../src/model/form.ts";
import { forms } from "../src/model/forms/forms.ts";
import { PUBLIC_RELATIONS } from "../src/store/relations-data.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const pages = listDictionary();
const dictionary = pages.get("data-dictionary.md") ?? "";
const cells = pages.get("forms.md") ?? "";

test.each([...pages.keys()])("docs/%s is what `npm run dictionary` makes", (name) => {
  expect(read(`docs/${name}`), "run npm run dictionary, and look at what changed").toBe(
    pages.get(name),
  );
});

test("the dictionary has every public relation, and every column of it", () => {
  for (const { name, columns } of PUBLIC_RELATIONS) {
    const section = dictionary.split(`\n## ${name}\n`)[1]?.split("\n## ")[0] ?? "";
    const lacking = columns.filter(
      ([column, labelZh]) => !(section.includes(`| \`${column}\` |`) && section.includes(labelZh)),
    );
    expect(lacking, name).toEqual([]);
  }
});

test("the page of the forms has every row and column of every form, with its Chinese label", () => {
  for (const form of forms.values()) {
    const lacking = listCells(form).filter(
      ({ row, column }) =>
        !(cells.includes(`\`${row.id}\``) && cells.includes(row.label)) ||
        !(cells.includes(`\`${column.id}\``) && cells.includes(column.label)),
    );
    expect(lacking.map(({ address }) => address)).toEqual([]);
  }
});

test("CITATION.cff cites the version that package.json has", () => {
  const { version } = JSON.parse(read("package.json"));
  expect(read("CITATION.cff")).toContain(`\nversion: ${version}\n`);
});

test("add-a-source.md explains every key that an entry may have, and every family", () => {
  const text = read("docs/add-a-source.md");
  const { sources } = JSON.parse(read("schemas/sources.schema.json")).properties;
  const keys = Object.keys(sources.items.properties);
  expect(keys).toContain("division_code");
  expect([...keys, ...adapterNames].filter((name) => !text.includes(`| \`${name}\` |`))).toEqual(
    [],
  );
});
