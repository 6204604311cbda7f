import type { Finding } from "../model/finding.ts";
import type { FormCell } from "../model/form.ts";
import { isCounty } from "../model/organ-class.ts";
import type { Ledger } from "./ledger.ts";
import { nameCell, nameTable } from "./sum-words.ts";

const MAX_SHOWN = 5;

/** Counts below zero or with decimals, one finding for each table. The reader takes none, but people correct. */
export function checkCounts({ cells, values }: Ledger): Finding[] {
  const wrong = cells.filter((cell, place) => isImpossible(cell, values[place] ?? null));
  const tables = [...new Set(wrong.map(({ table }) => table))];
  return tables.map((table) => {
    const concerned = wrong.filter((cell) => cell.table === table);
    const shown = concerned.slice(0, MAX_SHOWN);
    const more = concerned.length > MAX_SHOWN ? "…" : "";
    const value = (cell: FormCell) => values[cells.indexOf(cell)] ?? null;
    return {
      code: "value_impossible",
      severity: "error",
      message: {
        en: `${shown.map((cell) => `${nameCell(cell).en}: ${value(cell)}`).join("; ")}${more}: a count is whole and not negative`,
        zh: `${shown.map((cell) => `${nameCell(cell).zh}为 ${value(cell)}`).join("；")}${more}：数量应为非负整数`,
      },
      cells: concerned.map(({ address }) => address),
    };
  });
}

function isImpossible({ column }: FormCell, value: number | null): boolean {
  if (value === null) return false;
  if (value < 0) return column.type !== "signed_integer";
  return column.type !== "decimal" && !Number.isInteger(value);
}

/** 规章 that a county organ reports; only ministries, provinces, larger cities and prefectures make them. */
export function checkEntitlement({ report, cells, values }: Ledger): Finding[] {
  const { divisionCode } = report.agency;
  const reported = cells.filter(
    ({ row, table }, place) =>
      table.id === "disclosure" && row.id === "rules" && (values[place] ?? 0) !== 0,
  );
  const [first] = reported;
  if (first === undefined || divisionCode === null || !isCounty(divisionCode, report.year)) {
    return [];
  }
  const numbers = reported.map((cell) => `${cell.column.label} ${values[cells.indexOf(cell)]}`);
  const where = nameTable(first);
  return [
    {
      code: "rules_unauthorized",
      severity: "warning",
      message: {
        en: `${where.en}, row "rules" (规章): ${numbers.join(", ")}, but a county organ makes no 规章; 行政规范性文件 may be meant`,
        zh: `${where.zh}“规章”行：${numbers.join("，")}，而县级机关无权制定规章，或为行政规范性文件`,
      },
      cells: reported.map(({ address }) => address),
    },
  ];
}
