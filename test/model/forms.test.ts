import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listCells } from "../../src/model/form.ts";
import { equationsOf } from "../../src/model/forms/equations.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { formOf, forms } from "../../src/model/forms/forms.ts";

const applicants = [
  "natural_person",
  "business",
  "research",
  "public_interest",
  "legal_services",
  "other_organization",
  "total",
];

const leafRows = [
  ..."granted partially_granted".split(" "),
  ..."denied_state_secret denied_prohibited_by_law denied_safety_and_stability".split(" "),
  ..."denied_third_party_rights denied_internal_affairs denied_process_information".split(" "),
  ..."denied_enforcement_file denied_administrative_inquiry".split(" "),
  ..."unavailable_not_held unavailable_not_compiled unavailable_unclear".split(" "),
  ..."unprocessed_complaint unprocessed_duplicate unprocessed_publication".split(" "),
  ..."unprocessed_excessive unprocessed_reconfirmation".split(" "),
];

function requestRows(others: readonly string[]): string[] {
  return ["new", "carried_in", ...leafRows, ...others, "processed_total", "carried_out"];
}

function cross(table: string, rows: readonly string[], columns: readonly string[]): string[] {
  return rows.flatMap((row) => columns.map((column) => `${table}.${row}.${column}`));
}

const proceedings = cross(
  "proceedings",
  ["reconsideration", "litigation_direct", "litigation_after_reconsideration"],
  ["upheld", "corrected", "other", "pending", "total"],
);

const addresses2021 = [
  ...cross("disclosure", ["rules", "normative_documents"], ["issued", "repealed", "in_force"]),
  "disclosure.administrative_licensing.decisions",
  "disclosure.administrative_penalty.decisions",
  "disclosure.administrative_compulsion.decisions",
  "disclosure.administrative_fees.amount",
  ...cross(
    "requests",
    requestRows(["other_not_corrected", "other_fee_unpaid", "other_misc"]),
    applicants,
  ),
  ...proceedings,
];

const addresses2019 = [
  ...cross(
    "disclosure",
    ["rules", "normative_documents"],
    ["newly_made", "newly_disclosed", "total_public"],
  ),
  ...cross(
    "disclosure",
    [
      "administrative_licensing",
      "other_public_services",
      "administrative_penalty",
      "administrative_compulsion",
    ],
    ["previous_items", "change", "decisions"],
  ),
  ...cross("disclosure", ["administrative_fees"], ["previous_items", "change"]),
  ...cross("disclosure", ["centralized_procurement"], ["items", "amount"]),
  ...cross("requests", requestRows(["other"]), applicants),
  ...proceedings,
];

test.each([
  { form: form2021, count: 200, addresses: addresses2021 },
  { form: form2019, count: 198, addresses: addresses2019 },
])(
  "the form of $form.id has its $count cells under the agreed names",
  ({ form, count, addresses }) => {
    const cells = listCells(form).map((cell) => cell.address);
    expect(cells).toHaveLength(count);
    expect(cells).toEqual(addresses);
    expect(new Set(cells).size).toBe(count);
  },
);

describe.each([
  { form: form2021, rows: 25, leaves: 21 },
  { form: form2019, rows: 23, leaves: 19 },
])("the sums of the form of $form.id", ({ form, rows, leaves }) => {
  const equations = equationsOf(form);
  const count = (code: string) => equations.filter((equation) => equation.code === code).length;

  test("number one balance and one total a column, one total a row, one a proceeding", () => {
    expect(count("balance_mismatch")).toBe(7);
    expect(count("column_sum_mismatch")).toBe(7);
    expect(count("row_sum_mismatch")).toBe(rows);
    expect(count("proceedings_total_mismatch")).toBe(3);
    expect(equations).toHaveLength(7 + 7 + rows + 3);
  });

  test("add the leaves of the result, never a group or the total itself", () => {
    for (const equation of equations.filter((entry) => entry.code === "column_sum_mismatch")) {
      expect(equation.left).toHaveLength(leaves);
      expect(equation.left.some((address) => address.includes("processed_total"))).toBe(false);
    }
  });

  test("name cells of the form only, and are worked out once", () => {
    const cells = new Set(listCells(form).map((cell) => cell.address));
    for (const { left, right } of equations) {
      for (const address of [...left, ...right]) expect(cells).toContain(address);
    }
    expect(equationsOf(form)).toBe(equations);
  });
});

test("a row total is the six kinds of applicant", () => {
  const equation = equationsOf(form2021).find((entry) =>
    entry.right.includes("requests.granted.total"),
  );
  expect(equation?.left).toEqual(applicants.slice(0, 6).map((id) => `requests.granted.${id}`));
});

test("every group label is a caption, and no caption is the label of a row that has figures", () => {
  for (const form of forms.values()) {
    for (const table of form.tables.filter((entry) => entry.layout === "down")) {
      for (const row of table.rows) {
        expect(table.captions).toEqual(expect.arrayContaining([...row.groups]));
        expect(table.captions).not.toContain(row.label);
      }
    }
  }
});

test("a template without a form has none", () => {
  expect(formOf("2021")).toBe(form2021);
  expect(formOf("2019")).toBe(form2019);
  expect(formOf("none")).toBeUndefined();
});

interface Named {
  readonly id: string;
  readonly label: string;
  readonly unit?: string | null;
  readonly columns?: readonly Named[];
}
interface NamedTable {
  readonly rows: readonly Named[];
  readonly columns?: readonly Named[];
}
type Names = Readonly<Record<string, { readonly tables: Readonly<Record<string, NamedTable>> }>>;

const namesUrl = new URL("../../../shared/model/templates.json", import.meta.url);

test.skipIf(!existsSync(namesUrl))(
  "ids and labels agree with the shared table of names (skipped where it is missing)",
  () => {
    const names: Names = JSON.parse(readFileSync(namesUrl, "utf8"));
    for (const form of forms.values()) {
      for (const table of form.tables) {
        const named = names[form.id]?.tables[table.id];
        const plain = table.rows.map(({ id, label, columns }) => ({
          id,
          label,
          columns: columns.map((column) => `${column.id} ${column.label}`),
        }));
        const expected = named?.rows.map(({ id, label, columns = named.columns }) => ({
          id,
          label,
          columns: columns?.map((column) => `${column.id} ${column.label}`),
        }));
        expect(plain).toEqual(expected);
      }
    }
  },
);
