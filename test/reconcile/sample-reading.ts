import { listCells } from "../../src/model/form.ts";
import type { Cell, Report } from "../../src/model/report.ts";
import type { SampleReport } from "../sample/report.ts";

/** The report that a perfect reader makes of a sample, with the given cells read otherwise. */
export function toReport(
  sample: SampleReport,
  changed: Readonly<Record<string, Partial<Cell>>> = {},
  more: Partial<Report> = {},
): Report {
  return {
    agency: { name: sample.agency, printed: sample.agency, divisionCode: sample.divisionCode },
    year: sample.year,
    template: sample.form.id,
    title: sample.title,
    publishedOn: sample.publishedOn,
    publishedFrom: "text",
    sections: sample.sections.map(({ number, heading, paragraphs }) => ({
      number,
      heading,
      text: paragraphs.join("\n"),
      locator: { paragraph: number },
    })),
    cells: listCells(sample.form).map(({ address }) => ({
      address,
      value: sample.values.get(address) ?? 0,
      status: "reported",
      raw: String(sample.values.get(address) ?? 0),
      locator: null,
      ...changed[address],
    })),
    extras: [],
    claims: [],
    ...more,
  };
}

export const blank = { value: null, status: "blank", raw: "" } as const;
export const absent = { value: null, status: "absent", raw: null } as const;
export const value = (number: number) => ({ value: number, raw: String(number) });
