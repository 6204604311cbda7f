import { cellSql, type Forms, sumSql } from "./cell-sql.ts";
import { CELLS, CURRENT, WHICH } from "./current.ts";

const DENIED = [
  "denied_state_secret",
  "denied_prohibited_by_law",
  "denied_safety_and_stability",
  "denied_third_party_rights",
  "denied_internal_affairs",
  "denied_process_information",
  "denied_enforcement_file",
  "denied_administrative_inquiry",
] as const;

const UNAVAILABLE = [
  "unavailable_not_held",
  "unavailable_not_compiled",
  "unavailable_unclear",
] as const;

const UNPROCESSED = [
  "unprocessed_complaint",
  "unprocessed_duplicate",
  "unprocessed_publication",
  "unprocessed_excessive",
  "unprocessed_reconfirmation",
] as const;

const OTHER = ["other_not_corrected", "other_fee_unpaid", "other_misc"] as const;

const LEGAL_PERSONS = [
  "business",
  "research",
  "public_interest",
  "legal_services",
  "other_organization",
] as const;

const PROCEEDINGS = [
  "reconsideration",
  "litigation_direct",
  "litigation_after_reconsideration",
] as const;

/** A rate: its column name without the ending, and the two parts in SQL. */
interface Rate {
  readonly name: string;
  readonly labelZh: string;
  readonly meaning: string;
  readonly numerator: (forms: Forms) => string;
  readonly denominator: (forms: Forms) => string;
}

/** Totals over all applicants of rows of table three. */
function totals(rows: readonly string[]) {
  const addresses = rows.map((row) => `requests.${row}.total`);
  return (forms: Forms) => sumSql(forms, addresses);
}

const PROCESSED = totals(["processed_total"]);

/** The 2019 form prints one row where the 2021 form prints three. */
function otherResults(forms: Forms): string {
  return `coalesce(${totals(["other"])(forms)}, ${totals(OTHER)(forms)})`;
}

function ofProcessed(
  name: string,
  labelZh: string,
  meaning: string,
  numerator: Rate["numerator"],
): Rate {
  const whole = `${meaning}, of all requests processed`;
  return { name, labelZh, meaning: whole, numerator, denominator: PROCESSED };
}

function denialReason(row: string): Rate {
  return {
    name: row,
    labelZh: "该理由占不予公开比例",
    meaning: `requests refused as ${row}, of all refusals`,
    numerator: totals([row]),
    denominator: totals(DENIED),
  };
}

function correction(row: string): Rate {
  const cell = (column: string) => (forms: Forms) => cellSql(forms, `proceedings.${row}.${column}`);
  return {
    name: `${row}_correction`,
    labelZh: "纠错率",
    meaning: `cases of ${row} that ended in a correction, of all that were concluded`,
    numerator: cell("corrected"),
    denominator: (forms) => `(${cell("total")(forms)} - ${cell("pending")(forms)})`,
  };
}

/** Every rate of the view `rates`, as in the studies that use these reports; each on totals over all applicants. */
export const RATES: readonly Rate[] = [
  ofProcessed(
    "disclosure",
    "公开率",
    "requests granted in full or in part",
    totals(["granted", "partially_granted"]),
  ),
  ofProcessed("denial", "不予公开率", "requests refused", totals(DENIED)),
  ...DENIED.map(denialReason),
  ofProcessed(
    "unavailable",
    "无法提供率",
    "requests for information that could not be provided",
    totals(UNAVAILABLE),
  ),
  ofProcessed("unprocessed", "不予处理率", "requests not processed", totals(UNPROCESSED)),
  ofProcessed("other", "其他处理率", "requests closed in other ways", otherResults),
  {
    name: "carry_over",
    labelZh: "结转率",
    meaning: "requests carried out to next year, of those new and carried in",
    numerator: totals(["carried_out"]),
    denominator: totals(["new", "carried_in"]),
  },
  {
    name: "legal_person",
    labelZh: "法人或其他组织占比",
    meaning: "new requests by legal persons and other organisations, of all new requests",
    numerator: (forms) =>
      sumSql(
        forms,
        LEGAL_PERSONS.map((column) => `requests.new.${column}`),
      ),
    denominator: totals(["new"]),
  },
  // Suits after reconsideration repeat cases that reconsideration has counted already.
  ofProcessed("challenge", "争议率", "reconsiderations and direct suits", (forms) =>
    sumSql(forms, ["proceedings.reconsideration.total", "proceedings.litigation_direct.total"]),
  ),
  ...PROCEEDINGS.map(correction),
];

/** Each rate beside its parts; null where a part is null or the denominator is 0. */
export function ratesView(forms: Forms): string {
  const shown = RATES.map(
    ({ name }) =>
      `,\n  1.0 * ${name}_numerator / nullif(${name}_denominator, 0) as ${name}_rate, ${name}_numerator, ${name}_denominator`,
  );
  const parts = RATES.map(
    ({ name, numerator, denominator }) =>
      `,\n  ${numerator(forms)} as ${name}_numerator, ${denominator(forms)} as ${name}_denominator`,
  );
  return `rates as
select report_id, agency, division_code, year, template${shown.join("")}
from (select ${WHICH}${parts.join("")}
from ${CURRENT}
${CELLS})`;
}
