import type { Finding } from "../model/finding.ts";
import type { Form, FormTable } from "../model/form.ts";
import { form2021 } from "../model/forms/form-2021.ts";
import type { Report } from "../model/report.ts";

/** 国办公开办函〔2019〕60号 set the first format with tables for the year 2019; before that prose alone was in order. */
const FIRST_YEAR_OF_TABLES = 2019;

/** Checks that a report has the tables and sections of its form, and a form that was in force for its year. */
export function checkOutline(report: Report, form: Form | undefined): Finding[] {
  return [
    ...listMissingTables(report, form),
    ...listMissingSections(report, form),
    ...checkForm(report, form),
  ];
}

function listMissingTables(report: Report, form: Form | undefined): Finding[] {
  if (form === undefined && report.year < FIRST_YEAR_OF_TABLES) return [];
  const tables = (form ?? form2021).tables;
  return tables
    .filter((table) => isMissing(report, table))
    .map((table) => ({
      code: "table_missing" as const,
      severity: "error" as const,
      message: {
        en: `the table of section ${table.section ?? "—"}, ${table.title}, was not found in the text`,
        zh: `文中没有第${table.section ?? "—"}部分“${table.title}”的表格`,
      },
      cells: [],
    }));
}

/** Most reports have the table: the first cell of it that is printed settles that. */
function isMissing(report: Report, { id }: FormTable): boolean {
  const prefix = `${id}.`;
  return !report.cells.some(
    ({ status, address }) => status !== "absent" && address.startsWith(prefix),
  );
}

function listMissingSections(report: Report, form: Form | undefined): Finding[] {
  if (form === undefined && report.year < FIRST_YEAR_OF_TABLES) return [];
  const numbers = new Set(report.sections.map((section) => section.number));
  return (form ?? form2021).sections.flatMap((heading, index) =>
    numbers.has(index + 1)
      ? []
      : [
          {
            code: "section_missing" as const,
            severity: "warning" as const,
            message: {
              en: `section ${index + 1}, ${heading}, was not found`,
              zh: `未找到第${index + 1}部分“${heading}”`,
            },
            cells: [],
          },
        ],
  );
}

function checkForm(report: Report, form: Form | undefined): Finding[] {
  if (form === undefined) return [];
  const { first, last } = form.years;
  if (report.year >= first && report.year <= (last ?? report.year)) return [];
  const years = last === undefined ? `${first}–` : `${first}–${last}`;
  return [
    {
      code: "template_mismatch",
      severity: "warning",
      message: {
        en: `a report for ${report.year} on the form of ${form.basis}, which is for ${years}; it was read as that form`,
        zh: `${report.year}年的报告使用了${form.basis}的格式（适用于${years}年），已按该格式读取`,
      },
      cells: [],
    },
  ];
}
