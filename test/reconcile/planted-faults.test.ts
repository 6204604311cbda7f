import { expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { equationsOf } from "../../src/model/forms/equations.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { readPrinted, sourceOf } from "../pipeline/read-printed.ts";
import type { Spread } from "../sample/figures.ts";
import { printHtml } from "../sample/print/html.ts";
import {
  editCells,
  listFigures,
  type PrintedPage,
  printPage,
  withFigure,
} from "../sample/print/page.ts";
import { type Random, randomFrom } from "../sample/random.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { toReport, value } from "./sample-reading.ts";

const REPORTS = 500;
const spreads: readonly Spread[] = ["busy", "sparse", "distinct", "busy", "zeros"];

/** A page with one fault, and the cells of which a finding must name at least one. */
interface Faulty {
  readonly page: PrintedPage;
  readonly cells: readonly string[];
}

interface Given {
  readonly sample: SampleReport;
  readonly page: PrintedPage;
  readonly random: Random;
  /** How many faults of this kind were planted before. */
  readonly round: number;
}

/** Undefined where the report has no place for such a fault, such as prose without a number. */
type Plant = (given: Given) => Faulty | undefined;

const at = (sample: SampleReport, address: string): number => sample.values.get(address) ?? 0;

/** A cell of each equation of the form in turn: its total, or one of its parts. */
const wrongSum: Plant = ({ sample, page, random, round }) => {
  const equations = equationsOf(sample.form);
  const equation = equations[round % equations.length];
  const cells = [...(equation?.left ?? []), ...(equation?.right ?? [])];
  const address = random.chance(0.5) ? (cells.at(-1) ?? "") : random.pick(cells);
  const text = String(at(sample, address) + random.integer(1, 30));
  return { page: withFigure(page, address, text), cells: [address] };
};

/** The figures of a line of section three or four, each a column further, the end left blank. */
const shiftedRow: Plant = ({ page, random }) => {
  const rows = [...new Set(listFigures(page).map(({ address }) => rowOf(address)))];
  const row = random.pick(rows.filter((name) => !name.startsWith("disclosure")));
  const line = listFigures(page).filter(({ address }) => rowOf(address) === row);
  const step = random.chance(0.5) ? 1 : -1;
  const shifted = line.map(
    ({ address }, index) => [address, line[index - step]?.text ?? ""] as const,
  );
  return { page: withFigures(page, new Map(shifted)), cells: line.map(({ address }) => address) };
};

const blankCell: Plant = ({ page, random }) => {
  const { address } = random.pick(listFigures(page));
  return { page: withFigure(page, address, ""), cells: [address] };
};

const dash: Plant = ({ page, random }) => {
  const { address } = random.pick(listFigures(page));
  return { page: withFigure(page, address, random.pick(["/", "—", "-", "无"])), cells: [address] };
};

/** Two different figures of a line of section three or four have changed places. */
const swappedFigures: Plant = ({ page, random }) => {
  const figures = listFigures(page).filter(({ address }) => !address.startsWith("disclosure"));
  const pairs = figures.flatMap((one) =>
    figures
      .filter((other) => rowOf(one.address) === rowOf(other.address) && one.text < other.text)
      .map((other) => [one, other] as const),
  );
  if (pairs.length === 0) return undefined;
  const [one, other] = random.pick(pairs);
  const page2 = withFigures(
    page,
    new Map([
      [one.address, other.text],
      [other.address, one.text],
    ]),
  );
  return { page: page2, cells: [one.address, other.address] };
};

/** 总计 of section three has changed places with an applicant's column under headers that have not. */
const swappedColumn: Plant = ({ sample, page, random }) => {
  const column = random.pick(["natural_person", "business", "other_organization"]);
  const rows = sample.form.tables.find(({ id }) => id === "requests")?.rows ?? [];
  const pairs = rows.map(({ id }) => [`requests.${id}.${column}`, `requests.${id}.total`] as const);
  const differing = pairs.filter(([one, other]) => at(sample, one) !== at(sample, other));
  if (differing.length === 0) return undefined;
  const texts = differing.flatMap(([one, other]) => [
    [one, String(at(sample, other))] as const,
    [other, String(at(sample, one))] as const,
  ]);
  return { page: withFigures(page, new Map(texts)), cells: differing.flat() };
};

const wrongProse: Plant = ({ sample, page, random }) => {
  const [overview] = page.sections;
  const text = overview?.paragraphs.join("\n") ?? "";
  const stated = sample.statements
    .filter(({ cells }) => cells.length > 0)
    .map((statement) => ({ ...statement, text: `${statement.value}${statement.unit}` }))
    .filter(
      (statement) =>
        text.split(statement.text).length === 2 && !new RegExp(`\\d${statement.text}`).test(text),
    );
  if (stated.length === 0 || overview === undefined) return undefined;
  const statement = random.pick(stated);
  const wrong = `${statement.value + random.integer(1, 20)}${statement.unit}`;
  const paragraphs = overview.paragraphs.map((line) => line.replace(statement.text, wrong));
  const sections = [{ ...overview, paragraphs }, ...page.sections.slice(1)];
  return { page: { ...page, sections }, cells: statement.cells };
};

const rowOf = (address: string): string => address.slice(0, address.lastIndexOf("."));

function withFigures(page: PrintedPage, texts: ReadonlyMap<string, string>): PrintedPage {
  return editCells(page, (cell) => ({ ...cell, text: texts.get(cell.address ?? "") ?? cell.text }));
}

const plants: ReadonlyMap<string, Plant> = new Map([
  ["a wrong sum", wrongSum],
  ["a shifted row", shiftedRow],
  ["a blank", blankCell],
  ["a dash", dash],
  ["two figures of a row swapped", swappedFigures],
  ["the total's column swapped", swappedColumn],
  ["a wrong number in the prose", wrongProse],
]);
/** Half of the faults are sums, so that each of the equations has its own. */
const kinds = [...plants.keys()].flatMap((kind) =>
  kind === "a wrong sum" ? Array(6).fill(kind) : [kind],
);

const sampleOf = (seed: number): SampleReport =>
  sampleReport(seed, {
    form: seed % 4 === 3 ? form2019 : form2021,
    spread: spreads[seed % spreads.length] ?? "busy",
  });

function listFindings(page: PrintedPage, sample: SampleReport): readonly Finding[] {
  return readPrinted(printHtml(page), sourceOf(sample)).findings;
}

test("of 500 reports with one fault each, at least 99 in 100 have a finding that names it", () => {
  const silent: string[] = [];
  const planted = new Map<string, number>();
  for (let seed = 0, count = 0; count < REPORTS; seed += 1) {
    const kind = kinds[seed % kinds.length] ?? "";
    const sample = sampleOf(seed);
    const round = planted.get(kind) ?? 0;
    const given = { sample, page: printPage(sample), random: randomFrom(seed), round };
    const faulty = plants.get(kind)?.(given);
    if (faulty === undefined) continue;
    count += 1;
    planted.set(kind, round + 1);
    const named = new Set(listFindings(faulty.page, sample).flatMap(({ cells }) => cells));
    if (!faulty.cells.some((address) => named.has(address))) {
      silent.push(`${kind}, seed ${seed}: ${faulty.cells.join(", ")}`);
    }
  }
  expect([...planted.keys()].sort()).toEqual([...plants.keys()].sort());
  expect(Math.min(...planted.values())).toBeGreaterThan(15);
  expect(planted.get("a wrong sum")).toBeGreaterThan(equationsOf(form2021).length);
  expect(silent.length, silent.join("\n")).toBeLessThanOrEqual(REPORTS / 100);
});

test("of 500 reports without a fault, none has a finding", () => {
  const found: string[] = [];
  for (let seed = 0; seed < REPORTS; seed += 1) {
    const sample = sampleOf(seed);
    const findings = listFindings(printPage(sample), sample);
    found.push(...findings.map(({ code, message }) => `seed ${seed}: ${code}, ${message.en}`));
  }
  expect(found).toEqual([]);
});

/** Numbers that a cell might print instead. */
const otherNumbers = (number: number): number[] =>
  [...new Set([0, 1, number - 1, number + 1, number + 1000, number * 10])].filter(
    (other) => other !== number && other >= 0,
  );

/** Whether an error names the cell, and no suggestion names another one. */
function isFound(sample: SampleReport, address: string, other: number): boolean {
  const findings = reconcile(toReport(sample, { [address]: value(other) }));
  const suggestion = findings.find(({ code }) => code === "correction_suggested");
  return (
    findings.some(({ severity, cells }) => severity === "error" && cells.includes(address)) &&
    (suggestion === undefined || suggestion.cells[0] === address)
  );
}

test.each(
  [form2021, form2019].flatMap((form) =>
    (["distinct", "busy", "sparse", "zeros"] as const).map((spread) => ({
      form,
      id: form.id,
      spread,
    })),
  ),
)(
  "any other number in any one cell of sections three and four is found: form of $id, $spread",
  (given) => {
    const sample = sampleReport(17, given);
    const addresses = [...sample.values.keys()].filter((name) => !name.startsWith("disclosure"));
    const silent = addresses.flatMap((address) =>
      otherNumbers(at(sample, address))
        .filter((other) => !isFound(sample, address, other))
        .map((other) => `${address}: ${other}`),
    );
    expect(addresses.length).toBeGreaterThan(170);
    expect(silent).toEqual([]);
  },
);
