import type { Bilingual, Finding } from "../model/finding.ts";
import type { FormCell } from "../model/form.ts";
import { formOf } from "../model/forms/forms.ts";
import type { Standing } from "../model/standing.ts";
import { layoutOf } from "./ledger.ts";
import { nameCell } from "./sum-words.ts";

/** A cell of this year whose number follows from last year's report. */
interface Step {
  readonly cell: FormCell;
  readonly here: number;
  readonly expected: number;
  /** How the expected number comes about, such as `597 + 50 − 227`. */
  readonly working: string;
}

/**
 * Holds a report against that of the same agency for the year before. A break is a warning: it may be a misprint in
 * either, but it also comes of mergers, transfers and corrections.
 */
export function compareYears(current: Standing, previous: Standing): Finding[] {
  if (current.year !== previous.year + 1) return [];
  return [
    ...toFinding("carry_over_break", listCarriedIn(current, previous), previous, CARRY_OVER),
    ...toFinding("stock_break", listInForce(current, previous), previous, IN_FORCE),
    ...toFinding("stock_break", listItems(current, previous), previous, ITEMS),
  ];
}

const CARRY_OVER: Bilingual = {
  en: "carried in is not what last year's report carried out",
  zh: "本年“上年结转”与上年报告“结转下年度继续办理”不一致",
};
const IN_FORCE: Bilingual = {
  en: "in force is not what was in force a year before, plus issued, minus repealed",
  zh: "现行有效件数不等于上年现行有效件数加本年制发、减本年废止",
};
const ITEMS: Bilingual = {
  en: "the items of last year are not those of the year before plus its change",
  zh: "上一年项目数量不等于上年报告的上一年项目数量加其增减",
};

function cellsOf({ template }: Standing): readonly FormCell[] {
  const form = formOf(template);
  return form === undefined ? [] : layoutOf(form).cells;
}

const at = (standing: Standing, ...address: readonly string[]): number | null =>
  standing.figure(address.join("."));

/** Section three has the same lines on the forms of 2019 and 2021. */
function listCarriedIn(current: Standing, previous: Standing): Step[] {
  return cellsOf(current).flatMap((cell) => {
    if (cell.table.id !== "requests" || cell.row.id !== "carried_in") return [];
    const here = at(current, cell.address);
    const expected = at(previous, cell.table.id, "carried_out", cell.column.id);
    return toStep(cell, here, expected, String(expected));
  });
}

/** 本年制发, 本年废止 and 现行有效 stand on the form of 2021 only. */
function listInForce(current: Standing, previous: Standing): Step[] {
  return cellsOf(current).flatMap((cell) => {
    if (cell.column.id !== "in_force") return [];
    const { table, row } = cell;
    const before = at(previous, cell.address);
    const issued = at(current, table.id, row.id, "issued");
    const repealed = at(current, table.id, row.id, "repealed");
    if (before === null || issued === null || repealed === null) return [];
    const working = `${before} + ${issued} − ${repealed} = ${before + issued - repealed}`;
    return toStep(cell, at(current, cell.address), before + issued - repealed, working);
  });
}

/** 上一年项目数量 and 本年增/减 stand on the form of 2019 only. */
function listItems(current: Standing, previous: Standing): Step[] {
  return cellsOf(current).flatMap((cell) => {
    if (cell.column.id !== "previous_items") return [];
    const before = at(previous, cell.address);
    const change = at(previous, cell.table.id, cell.row.id, "change");
    if (before === null || change === null) return [];
    const sign = change < 0 ? "−" : "+";
    const working = `${before} ${sign} ${Math.abs(change)} = ${before + change}`;
    return toStep(cell, at(current, cell.address), before + change, working);
  });
}

function toStep(
  cell: FormCell,
  here: number | null,
  expected: number | null,
  working: string,
): Step[] {
  if (here === null || expected === null || here === expected) return [];
  return [{ cell, here, expected, working }];
}

function toFinding(
  code: Finding["code"],
  steps: readonly Step[],
  previous: Standing,
  what: Bilingual,
): Finding[] {
  if (steps.length === 0) return [];
  const en = steps.map(
    ({ cell, here, working }) =>
      `${nameCell(cell).en}: ${here}, but by last year's report ${working}`,
  );
  const zh = steps.map(
    ({ cell, here, working }) => `${nameCell(cell).zh}为 ${here}，依上年报告应为 ${working}`,
  );
  const source = `${previous.agency} ${previous.year}, ${previous.url}`;
  return [
    {
      code,
      severity: "warning",
      message: {
        en: `${what.en} (${source}): ${en.join("; ")}`,
        zh: `${what.zh}（${previous.agency}${previous.year}年报告，${previous.url}）：${zh.join("；")}`,
      },
      cells: steps.map(({ cell }) => cell.address),
    },
  ];
}
