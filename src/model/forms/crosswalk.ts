import type { Bilingual } from "../finding.ts";
import type { Form } from "../form.ts";
import { bridgesFrom2014 } from "./crosswalk-2014-data.ts";
import { form2019 } from "./form-2019.ts";
import { form2021 } from "./form-2021.ts";

/** `exact`: the same thing is counted. `approximate`: near enough for a trend, with what the note says in mind. */
export type Comparability = "exact" | "approximate";

/** Cells of two forms that may be compared over years: the sum of the ones with the sum of the others. */
export interface Crossing {
  readonly from: Form["id"];
  /** Addresses on the older form. */
  readonly fromCells: readonly string[];
  readonly to: Form["id"];
  /** Addresses on the newer form. */
  readonly toCells: readonly string[];
  readonly comparability: Comparability;
  readonly note: Bilingual;
  /** What the judgement rests on. */
  readonly basis: string;
}

const bothNotices = "国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号";

const other: Bilingual = {
  en: "（六）其他处理 is one row of the 2019 form; the three rows that the 2021 form has in its place add up to it",
  zh: "2019年格式的“（六）其他处理”为一行，等于2021年格式相应三行之和",
};
const requestRow: Bilingual = {
  en: "the same row and column in both forms",
  zh: "两种格式的行、列相同",
};
const proceeding: Bilingual = {
  en: "the same cell in both forms; a case pending at the end of a year is counted again in the next, so never add up over years",
  zh: "两种格式相同；年末尚未审结的案件下一年度会再次计入，不可跨年相加",
};
const decisions: Bilingual = {
  en: "decisions of the year: 处理决定数量 in the 2019 form, 本年处理决定数量 in the 2021 form",
  zh: "均为本年处理决定数量，2019年格式列名为“处理决定数量”",
};

/** （六）其他处理 of 2019 and what stands in its place since 2021. */
const OTHER_2019 = "other";
const OTHER_2021 = ["other_not_corrected", "other_fee_unpaid", "other_misc"];
/** The only rows of section two that both forms have with a column of one meaning. */
const WITH_DECISIONS = [
  "administrative_licensing",
  "administrative_penalty",
  "administrative_compulsion",
];

/**
 * Which cells of the forms may be compared over years. What is not in here may not: a name of one form is never that of
 * another meaning in the next, so that 本年新制作数量 (`newly_made`) has no successor in 本年制发件数 (`issued`).
 */
export const crosswalk: readonly Crossing[] = [
  ...WITH_DECISIONS.map((row) => exact([`disclosure.${row}.decisions`], decisions)),
  ...listCellsOf("requests").map(([row, column]) =>
    row === OTHER_2019
      ? exact(
          [`requests.${row}.${column}`],
          other,
          OTHER_2021.map((id) => `requests.${id}.${column}`),
        )
      : exact([`requests.${row}.${column}`], requestRow),
  ),
  ...listCellsOf("proceedings").map(([row, column]) =>
    exact([`proceedings.${row}.${column}`], proceeding),
  ),
  ...[form2019, form2021].flatMap(({ id }) =>
    bridgesFrom2014.map(
      ({ from, to, note }): Crossing => ({
        from: "2014",
        fromCells: from.map((row) => `statistics.${row}.value`),
        to: id,
        toCells: to,
        comparability: "approximate",
        note,
        basis: "国办发〔2014〕32号; labels of the 2014 form are partly put together",
      }),
    ),
  ),
];

function exact(
  cells: readonly string[],
  note: Bilingual,
  toCells: readonly string[] = cells,
): Crossing {
  const forms = { from: form2019.id, fromCells: cells, to: form2021.id, toCells };
  return { ...forms, comparability: "exact", note, basis: bothNotices };
}

/** Row and column of each cell of a table of the 2019 form. */
function listCellsOf(id: string): (readonly [row: string, column: string])[] {
  const table = form2019.tables.find((each) => each.id === id);
  return (table?.rows ?? []).flatMap((row) =>
    row.columns.map((column) => [row.id, column.id] as const),
  );
}
