import { join } from "node:path";
import { expect, test } from "vitest";
import { forms } from "../../src/model/forms/forms.ts";
import { openStore } from "../../src/store/open-store.ts";
import { describeRelation, listRelations } from "../../src/store/relation.ts";
import { keysOf } from "../../src/store/relation-keys.ts";
import { toShortName } from "../../src/store/short-names.ts";
import type { Store } from "../../src/store/store.ts";
import { temporaryFolder } from "./temporary.ts";

/** A name as Stata takes it */
const STATA_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;
/** Words that Stata keeps for itself. */
const RESERVED =
  "_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip str strL using with".split(
    " ",
  );

function withStore(look: (store: Store) => void): void {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  const store = openStore(path, { mode: "write", forms: [...forms.values()] });
  try {
    look(store);
  } finally {
    store.close();
  }
}

test("no column of a public relation is without label, unit, meaning, template and comparability", () => {
  withStore((store) => {
    const told = store.database
      .prepare<[string], string>(
        `select name from codebook where kind = ? and label_zh <> '' and unit <> ''
         and meaning <> '' and template <> '' and comparable <> ''`,
      )
      .pluck();
    const complete = new Set(told.all("relation_column"));
    const columns = listRelations().flatMap((name) =>
      describeRelation(store, name).columns.map(({ column }) => `${name}.${column}`),
    );
    expect(columns.length).toBeGreaterThan(300);
    expect(columns.filter((column) => !complete.has(column))).toEqual([]);
    const left = store.database.prepare(
      `select name from codebook where label_zh is null or unit is null or meaning is null
       or template is null or comparable is null`,
    );
    expect(left.all()).toEqual([]);
  });
});

test("a wide column says which forms have it and what it may be compared with", () => {
  withStore((store) => {
    const explain = store.database.prepare<[string]>(
      "select label_zh, unit, template, comparable from codebook where name = ?",
    );
    expect(explain.get("requests_wide.granted__total")).toEqual({
      label_zh: "三、本年度办理结果 / （一）予以公开 / 总计",
      unit: "件",
      template: "2021, 2019",
      comparable: "2019 exact; 2014 approximate",
    });
    expect(explain.get("requests_wide.other__total")).toMatchObject({ template: "2019" });
    expect(explain.get("rates.denial_rate")).toMatchObject({
      template: "2021, 2019",
      comparable: "2021 and 2019 exact",
    });
  });
});

test("every column has one name that Stata takes whole, and the codebook lists those that differ", () => {
  withStore((store) => {
    const listed = store.database
      .prepare<[], string>("select name from codebook where kind = 'short_name'")
      .pluck()
      .all();
    const shortened: string[] = [];
    for (const relation of listRelations()) {
      const { columns } = describeRelation(store, relation);
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size, relation).toBe(names.length);
      expect(names.filter((name) => !STATA_NAME.test(name))).toEqual([]);
      expect(names.filter((name) => RESERVED.includes(name))).toEqual([]);
      const other = columns.filter(({ name, column }) => name !== column);
      shortened.push(...other.map(({ name }) => `${relation}.${name}`));
    }
    expect(shortened.length).toBeGreaterThan(100);
    expect(listed.sort()).toEqual(shortened.sort());
  });
});

test.each([
  ["new__total", "new__total"],
  ["denied_safety_and_stability__total", "deny_safe_stab__total"],
  ["unprocessed_reconfirmation__other_organization", "unproc_reconf__oth_org"],
  ["litigation_after_reconsideration_correction_denominator", "litig_after_recon_corr_den"],
])("%s is called %s in files", (name, short) => {
  expect(toShortName(name)).toBe(short);
});

test("keys name columns that are there, and lead to public relations", () => {
  withStore((store) => {
    const columnsOf = new Map(
      listRelations().map((name) => [
        name,
        describeRelation(store, name).columns.map(({ column }) => column),
      ]),
    );
    for (const [name, columns] of columnsOf) {
      const { primary, foreign } = keysOf(name);
      expect(columns, name).toEqual(expect.arrayContaining([...primary]));
      for (const key of foreign) {
        expect(columns, name).toEqual(expect.arrayContaining([...key.columns]));
        expect(columnsOf.get(key.relation)).toEqual(expect.arrayContaining([...key.references]));
      }
    }
    const twice = store.database.prepare(
      "select kind, name, template from codebook group by 1, 2, 3 having count(*) > 1",
    );
    expect(twice.all()).toEqual([]);
  });
});
