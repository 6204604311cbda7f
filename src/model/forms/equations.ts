import type { Equation, Form, FormRow, FormTable } from "../form.ts";

const balanceBasis = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和";
const columnSumBasis = "（七）总计等于本列各项办理结果之和";
const rowSumBasis = "总计等于自然人与法人或其他组织各列之和";
const proceedingsBasis = "总计等于结果维持、结果纠正、其他结果、尚未审结之和";

const known = new WeakMap<Form, readonly Equation[]>();

/**
 * Every sum that must hold in a form: balance and total of each applicant column, total of each row
 * of section three, total of each kind of proceeding. Only the balance is printed on the form
 * itself, the others follow from what a total is. The same list for the same form.
 */
export function equationsOf(form: Form): readonly Equation[] {
  const stored = known.get(form);
  if (stored !== undefined) return stored;
  const equations = form.tables.flatMap((table) => {
    if (table.id === "requests") return requestEquations(table);
    if (table.id === "proceedings") return proceedingEquations(table);
    return [];
  });
  known.set(form, equations);
  return equations;
}

function requestEquations(table: FormTable): Equation[] {
  const total = table.rows.find((row) => row.id === "processed_total");
  if (total === undefined) return [];
  const results = table.rows.filter((row) => row !== total && row.groups[0] === total.groups[0]);
  const columns = total.columns.map((column) => column.id);
  const cell = (row: string, column: string) => `${table.id}.${row}.${column}`;
  return [
    ...columns.map((column) => ({
      code: "balance_mismatch" as const,
      severity: "error" as const,
      left: [cell("new", column), cell("carried_in", column)],
      right: [cell("processed_total", column), cell("carried_out", column)],
      basis: balanceBasis,
    })),
    ...columns.map((column) => ({
      code: "column_sum_mismatch" as const,
      severity: "error" as const,
      left: results.map((row) => cell(row.id, column)),
      right: [cell(total.id, column)],
      basis: columnSumBasis,
    })),
    ...table.rows.map((row) => totalEquation(table, row, "row_sum_mismatch", rowSumBasis)),
  ];
}

function proceedingEquations(table: FormTable): Equation[] {
  return table.rows.map((row) =>
    totalEquation(table, row, "proceedings_total_mismatch", proceedingsBasis),
  );
}

function totalEquation(
  table: FormTable,
  row: FormRow,
  code: Equation["code"],
  basis: string,
): Equation {
  const parts = row.columns.filter((column) => column.id !== "total");
  return {
    code,
    severity: "error",
    left: parts.map((column) => `${table.id}.${row.id}.${column.id}`),
    right: [`${table.id}.${row.id}.total`],
    basis,
  };
}
