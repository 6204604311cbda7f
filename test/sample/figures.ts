import type { Form, FormCell, FormRow, FormTable } from "../../src/model/form.ts";
import { listCells } from "../../src/model/form.ts";
import type { Random } from "./random.ts";

/**
 * - `zeros`: every cell is 0
 * - `sparse`: a few requests at most, as most county organs report
 * - `busy`: some hundred requests, spread over most rows
 * - `distinct`: no cell is 0, and no two of the cells are equal
 */
export type Spread = "zeros" | "sparse" | "busy" | "distinct";

export type Figures = ReadonlyMap<string, number>;

/** What was carried over from last year, one count for each kind of applicant but the total. */
export type CarriedIn = readonly number[];

interface Draft {
  readonly form: Form;
  readonly random: Random;
  readonly values: Map<string, number>;
}

/** Figures for every cell of a form that satisfy all of its equations. */
export function drawFigures(
  form: Form,
  random: Random,
  spread: Spread,
  carriedIn: CarriedIn = [],
): Figures {
  if (spread === "distinct") return drawDistinct(form, random);
  const draft = {
    form,
    random,
    values: new Map(listCells(form).map(({ address }) => [address, 0])),
  };
  if (spread === "zeros") return draft.values;
  drawDisclosure(draft);
  simulateRequests(
    draft,
    spread === "busy" ? random.integer(150, 600) : fewRequests(random),
    carriedIn,
  );
  simulateProceedings(draft, spread === "busy" ? random.integer(20, 80) : fewRequests(random));
  total(draft);
  return draft.values;
}

// Most organs had none; the rest had one to six.
function fewRequests(random: Random): number {
  return random.chance(0.5) ? 0 : random.integer(1, 6);
}

function drawDisclosure({ form, random, values }: Draft): void {
  for (const { address, column, row } of cellsOf(form, "disclosure")) {
    // Only ministries, provinces and larger cities make 规章.
    if (row.id === "rules") continue;
    if (random.chance(0.3)) continue;
    const count = random.integer(1, 1800);
    if (column.type === "decimal") values.set(address, random.integer(1, 2_000_000) / 10_000);
    else if (column.type === "signed_integer") values.set(address, random.integer(-20, 20));
    else values.set(address, count);
  }
  orderDisclosed(values);
}

/** 现行有效件数 follows from last year's: 上年现行有效 + 本年制发 − 本年废止, and no more is repealed than there is. */
export function followStock(values: Figures, lastYear: Figures): Figures {
  const followed = new Map(values);
  for (const row of ["rules", "normative_documents"]) {
    const at = (figures: Figures, column: string) => figures.get(`disclosure.${row}.${column}`);
    const [before, issued] = [at(lastYear, "in_force"), at(values, "issued")];
    if (before === undefined || issued === undefined) continue;
    const repealed = Math.min(at(values, "repealed") ?? 0, before + issued);
    followed.set(`disclosure.${row}.repealed`, repealed);
    followed.set(`disclosure.${row}.in_force`, before + issued - repealed);
  }
  return followed;
}

/** 本年新公开数量 is part of 对外公开总数量. */
function orderDisclosed(values: Map<string, number>): void {
  for (const row of ["rules", "normative_documents"]) {
    const [newly, all] = [`disclosure.${row}.newly_disclosed`, `disclosure.${row}.total_public`];
    const numbers = [newly, all].map((address) => values.get(address));
    const [part = 0, whole = 0] = numbers;
    if (numbers.includes(undefined) || part <= whole) continue;
    values.set(newly, whole);
    values.set(all, part);
  }
}

/** One request at a time: who asked, whether this year or last, and how it ended. */
function simulateRequests(draft: Draft, requests: number, carriedIn: CarriedIn): void {
  const { random, values } = draft;
  const applicants = partsOf(expectRow(draft.form, "requests", "new"));
  for (const [index, applicant] of applicants.entries()) {
    for (let request = 0; request < (carriedIn[index] ?? 0); request += 1) {
      add(values, `requests.carried_in.${applicant}`);
      add(values, `requests.${outcome(draft)}.${applicant}`);
    }
  }
  for (let request = 0; request < requests; request += 1) {
    const applicant = random.chance(0.7) ? "natural_person" : random.pick(applicants);
    add(values, `requests.new.${applicant}`);
    add(values, `requests.${outcome(draft)}.${applicant}`);
  }
}

function outcome({ form, random }: Draft): string {
  if (random.chance(0.06)) return "carried_out";
  if (random.chance(0.4)) return "granted";
  return random.pick(resultRows(form));
}

function simulateProceedings({ form, random, values }: Draft, proceedings: number): void {
  const rows = expectTable(form, "proceedings").rows;
  for (let proceeding = 0; proceeding < proceedings; proceeding += 1) {
    const row = random.pick(rows);
    add(values, `proceedings.${row.id}.${random.pick(partsOf(row))}`);
  }
}

/**
 * All cells differ and none is 0. The parts are drawn without repeating a number; a draw whose sums
 * repeat one is thrown away, which happens to about one in three.
 */
function drawDistinct(form: Form, random: Random): Figures {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const values = drawWithoutRepeating(form, random);
    if (new Set(values.values()).size === values.size) return values;
  }
  throw new Error("no distinct figures in 200 draws: widen the range they are drawn from");
}

function drawWithoutRepeating(form: Form, random: Random): Figures {
  const values = new Map<string, number>();
  const numbers = random.shuffle(Array.from({ length: 998 }, (_, index) => index + 2));
  for (const { address, column } of listCells(form)) {
    const number = numbers.pop() ?? 1;
    values.set(address, column.type === "decimal" ? number + number / 10_000 : number);
  }
  orderDisclosed(values);
  const draft = { form, random, values };
  balance(draft);
  total(draft);
  return values;
}

/** New requests are whatever the balance leaves: 第一项加第二项之和，等于第三项加第四项之和. */
function balance({ form, values }: Draft): void {
  for (const applicant of partsOf(expectRow(form, "requests", "new"))) {
    const at = (row: string) => values.get(`requests.${row}.${applicant}`) ?? 0;
    const processed = sum(resultRows(form).map(at));
    values.set(`requests.new.${applicant}`, processed + at("carried_out") - at("carried_in"));
  }
}

/** Fills the cells that are sums of others. */
function total({ form, values }: Draft): void {
  const requests = expectTable(form, "requests");
  for (const applicant of partsOf(expectRow(form, "requests", "new"))) {
    const parts = resultRows(form).map((row) => values.get(`requests.${row}.${applicant}`) ?? 0);
    values.set(`requests.processed_total.${applicant}`, sum(parts));
  }
  for (const table of [requests, expectTable(form, "proceedings")]) {
    for (const row of table.rows) {
      const parts = partsOf(row).map(
        (column) => values.get(`${table.id}.${row.id}.${column}`) ?? 0,
      );
      values.set(`${table.id}.${row.id}.total`, sum(parts));
    }
  }
}

function resultRows(form: Form): string[] {
  return expectTable(form, "requests")
    .rows.filter((row) => row.groups.length > 0 && row.id !== "processed_total")
    .map((row) => row.id);
}

function partsOf(row: FormRow): string[] {
  return row.columns.map((column) => column.id).filter((id) => id !== "total");
}

function cellsOf(form: Form, table: string): FormCell[] {
  return listCells(form).filter((cell) => cell.table.id === table);
}

function expectTable(form: Form, id: string): FormTable {
  const table = form.tables.find((entry) => entry.id === id);
  if (table === undefined) throw new Error(`the form of ${form.id} has no table: ${id}`);
  return table;
}

function expectRow(form: Form, table: string, id: string): FormRow {
  const row = expectTable(form, table).rows.find((entry) => entry.id === id);
  if (row === undefined) throw new Error(`the form of ${form.id} has no row: ${table}.${id}`);
  return row;
}

function add(values: Map<string, number>, address: string): void {
  values.set(address, (values.get(address) ?? 0) + 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, part) => whole + part, 0);
}
