import { expect, test } from "vitest";
import { type Form, listCells } from "../../src/model/form.ts";
import { type Crossing, crosswalk } from "../../src/model/forms/crosswalk.ts";
import { form2014 } from "../../src/model/forms/form-2014.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";

const forms = new Map([form2014, form2019, form2021].map((form) => [form.id, form]));
const cellsOf = (id: Form["id"]) => {
  const form = forms.get(id);
  return new Map((form === undefined ? [] : listCells(form)).map((cell) => [cell.address, cell]));
};
const cells = new Map([...forms.keys()].map((id) => [id, cellsOf(id)]));

/** The cells named on either side; fails for a name that the form has not. */
function expectCells(id: Form["id"], addresses: readonly string[]) {
  return addresses.map((address) => {
    const cell = cells.get(id)?.get(address);
    if (cell === undefined) throw new Error(`form ${id} has no cell ${address}`);
    return cell;
  });
}

const sidesOf = ({ from, fromCells, to, toCells }: Crossing) => ({
  older: expectCells(from, fromCells),
  newer: expectCells(to, toCells),
});

const between = (from: string, to: string) =>
  crosswalk.filter((crossing) => crossing.from === from && crossing.to === to);

test("every name stands on the form it is said to be of, and leads from an older form to a newer one", () => {
  for (const crossing of crosswalk) {
    const { older, newer } = sidesOf(crossing);
    expect(older.length * newer.length).toBeGreaterThan(0);
    expect(Number(crossing.from)).toBeLessThan(Number(crossing.to));
    expect(crossing.note.en).not.toBe("");
    expect(crossing.note.zh).toMatch(/\p{Script=Han}/u);
  }
});

test("only figures of one unit are compared", () => {
  for (const crossing of crosswalk) {
    const { older, newer } = sidesOf(crossing);
    const units = new Set([...older, ...newer].map(({ column }) => column.unit));
    expect([...units], crossing.fromCells.join("+")).toHaveLength(1);
  }
});

test("all of sections three and four is comparable exactly between 2019 and 2021, each cell once", () => {
  const pairs = between("2019", "2021");
  const isCounted = (address: string) => !address.startsWith("disclosure.");
  for (const [id, side] of [
    ["2019", pairs.flatMap(({ fromCells }) => fromCells)],
    ["2021", pairs.flatMap(({ toCells }) => toCells)],
  ] as const) {
    const all = [...(cells.get(id)?.keys() ?? [])].filter(isCounted);
    expect(side.filter(isCounted).sort()).toEqual(all.sort());
  }
  expect(pairs.every(({ comparability }) => comparability === "exact")).toBe(true);
});

test("what is comparable one to one is printed under the same labels", () => {
  for (const crossing of between("2019", "2021")) {
    const { older, newer } = sidesOf(crossing);
    const [one] = older;
    const [other, ...more] = newer;
    if (more.length > 0) continue;
    expect(other?.row.label).toBe(one?.row.label);
    expect(other?.column.label.replace("本年", "")).toBe(one?.column.label);
  }
});

test("the row of other results of 2019 is the sum of the three of 2021", () => {
  const sum = between("2019", "2021").find(({ fromCells }) =>
    fromCells.includes("requests.other.research"),
  );
  expect(sum?.toCells).toEqual([
    "requests.other_not_corrected.research",
    "requests.other_fee_unpaid.research",
    "requests.other_misc.research",
  ]);
});

test("of section two only decisions go on: what was newly made is not what was issued", () => {
  const named = between("2019", "2021")
    .flatMap(({ fromCells, toCells }) => [...fromCells, ...toCells])
    .filter((address) => address.startsWith("disclosure."));
  expect(new Set(named)).toEqual(
    new Set(
      ["licensing", "penalty", "compulsion"].map(
        (act) => `disclosure.administrative_${act}.decisions`,
      ),
    ),
  );
});

test("nothing of the table of 2014 is comparable exactly, and both later forms have its successors", () => {
  const [to2019, to2021] = [between("2014", "2019"), between("2014", "2021")];
  expect(to2019.map(({ fromCells, toCells }) => [fromCells, toCells])).toEqual(
    to2021.map(({ fromCells, toCells }) => [fromCells, toCells]),
  );
  expect([...to2019, ...to2021].map(({ comparability }) => comparability)).not.toContain("exact");
  const named = to2021.flatMap(({ fromCells }) => fromCells);
  expect(named).not.toContain("statistics.reply_told_to_amend.value");
  expect(named).not.toContain("statistics.proactive_total.value");
});
