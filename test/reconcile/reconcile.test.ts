import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, FindingCode } from "../../src/model/finding.ts";
import { equationsOf } from "../../src/model/forms/equations.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import type { Cell, Claim } from "../../src/model/report.ts";
import { isFromReconciling, reconcile } from "../../src/reconcile/reconcile.ts";
import { sampleReports } from "../sample/arbitrary.ts";
import { sampleReport } from "../sample/report.ts";
import { absent, blank, toReport, value } from "./sample-reading.ts";

const codes = (findings: readonly Finding[]): FindingCode[] => findings.map(({ code }) => code);

const distinct = sampleReport(11, { form: form2021, spread: "distinct" });
const zeros = sampleReport(11, { form: form2021, spread: "zeros" });
const at = (address: string): number => distinct.values.get(address) ?? Number.NaN;

test("a report whose sums hold, with all its tables and sections, has no finding", () => {
  for (const form of [form2021, form2019]) {
    fc.assert(
      fc.property(sampleReports({ form }), (sample) => {
        expect(reconcile(toReport(sample))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }
});

describe("a figure that is one too many", () => {
  test("breaks its row, its column and what balances it, and each finding names it", () => {
    const address = "requests.granted.business";
    const findings = reconcile(toReport(distinct, { [address]: value(at(address) + 1) }));
    expect(codes(findings).sort()).toEqual([
      "column_sum_mismatch",
      "correction_suggested",
      "row_sum_mismatch",
    ]);
    for (const finding of findings) {
      expect(finding.severity).toBe(finding.code === "correction_suggested" ? "info" : "error");
      expect(finding.cells).toContain(address);
      expect(finding.message.en).not.toBe("");
      expect(finding.message.zh).not.toBe("");
    }
  });

  test("in the first line breaks the balance that the form itself prints", () => {
    const address = "requests.new.research";
    const findings = reconcile(toReport(distinct, { [address]: value(at(address) + 1) }));
    expect(codes(findings).sort()).toEqual([
      "balance_mismatch",
      "correction_suggested",
      "row_sum_mismatch",
    ]);
    const balance = findings.find(({ code }) => code === "balance_mismatch");
    expect(balance?.message.zh).toContain("第一项加第二项之和，等于第三项加第四项之和");
    expect(balance?.cells).toEqual([
      "requests.new.research",
      "requests.carried_in.research",
      "requests.processed_total.research",
      "requests.carried_out.research",
    ]);
  });

  test("among the outcomes of a proceeding breaks its total", () => {
    const address = "proceedings.litigation_direct.upheld";
    const findings = reconcile(toReport(distinct, { [address]: value(at(address) + 1) }));
    expect(codes(findings)).toEqual(["proceedings_total_mismatch"]);
    expect(findings[0]?.message.zh).toContain("未经复议直接起诉");
  });

  test("in section two breaks nothing, because nothing there adds up", () => {
    expect(reconcile(toReport(distinct, { "disclosure.rules.issued": value(99_999) }))).toEqual([]);
  });

  test("is found in every cell of sections three and four, whatever the amount", () => {
    const addresses = [...distinct.values.keys()].filter((name) => !name.startsWith("disclosure"));
    const amounts = fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .filter((amount) => amount !== 0);
    fc.assert(
      fc.property(fc.constantFrom(...addresses), amounts, (address, amount) => {
        const findings = reconcile(toReport(distinct, { [address]: value(at(address) + amount) }));
        expect(findings.some(({ cells }) => cells.includes(address))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a sum with an empty cell", () => {
  test("cannot be checked: the blank is reported, the sum is not", () => {
    const findings = reconcile(toReport(distinct, { "requests.granted.business": blank }));
    expect(codes(findings)).toEqual(["cell_blank"]);
    expect(findings[0]?.cells).toEqual(["requests.granted.business"]);
    expect(findings[0]?.severity).toBe("warning");
  });

  test("fails all the same where its other parts exceed the total already", () => {
    const findings = reconcile(
      toReport(distinct, {
        "proceedings.reconsideration.corrected": blank,
        "proceedings.reconsideration.upheld": value(at("proceedings.reconsideration.total") + 1),
      }),
    );
    expect(codes(findings).sort()).toEqual(["cell_blank", "proceedings_total_mismatch"]);
  });

  test("that is the total cannot fail", () => {
    const findings = reconcile(toReport(zeros, { "proceedings.reconsideration.total": blank }));
    expect(codes(findings)).toEqual(["cell_blank"]);
  });
});

describe("cells without a number", () => {
  test("are one finding for each table and reason, with what is printed", () => {
    const dash = { value: null, status: "dash", raw: "/" } as const;
    const unreadable = { value: null, status: "unreadable", raw: "约5" } as const;
    const findings = reconcile(
      toReport(zeros, {
        "disclosure.rules.issued": dash,
        "disclosure.rules.repealed": dash,
        "requests.new.business": unreadable,
        "requests.granted.business": absent,
      }),
    );
    expect(findings.map(({ code, severity, cells }) => [code, severity, cells.length])).toEqual([
      ["cell_dash", "warning", 2],
      ["cell_unreadable", "error", 1],
      ["cell_absent", "error", 1],
    ]);
    expect(findings[0]?.message.zh).toContain("/");
    expect(findings[1]?.message.zh).toContain("约5");
  });
});

describe("a row that is blank at one end and full elsewhere", () => {
  const row = (id: string) => [...distinct.values.keys()].filter((name) => name.startsWith(id));
  /** The figures of a row, each one column further left, and a blank in the last. */
  function shiftLeft(id: string): Record<string, Partial<Cell>> {
    const addresses = row(id);
    return Object.fromEntries(
      addresses.map((address, column) => {
        const next = addresses[column + 1];
        return [address, next === undefined ? blank : value(at(next))];
      }),
    );
  }

  test("may stand one column off, and all its cells are named", () => {
    const findings = reconcile(toReport(distinct, shiftLeft("requests.granted.")));
    const suspicion = findings.find(({ code }) => code === "row_shift_suspected");
    expect(suspicion?.cells).toEqual(row("requests.granted."));
    expect(suspicion?.severity).toBe("warning");
  });

  test("is doubted whole where one of its cells holds two numbers", () => {
    const crowded = { value: null, status: "unreadable", raw: "69\n134" } as const;
    const findings = reconcile(toReport(distinct, { "requests.granted.research": crowded }));
    const suspicion = findings.find(({ code }) => code === "row_shift_suspected");
    expect(suspicion?.cells).toEqual(row("requests.granted."));
  });

  test("is no suspicion where all else is zero, since zeros are the same in every column", () => {
    const findings = reconcile(toReport(zeros, { "requests.granted.total": blank }));
    expect(codes(findings)).toEqual(["cell_blank"]);
  });

  test("is none where the total has no room for more: the first figure was left out", () => {
    const findings = reconcile(
      toReport(zeros, {
        "requests.granted.natural_person": blank,
        "requests.granted.business": value(3),
        "requests.granted.total": value(3),
      }),
    );
    expect(codes(findings)).not.toContain("row_shift_suspected");
  });

  test("is none where blanks stand for zeros throughout", () => {
    const findings = reconcile(
      toReport(zeros, {
        "requests.granted.natural_person": blank,
        "requests.granted.business": value(3),
        "requests.granted.research": blank,
        "requests.granted.total": value(4),
      }),
    );
    expect(codes(findings)).not.toContain("row_shift_suspected");
  });

  test("is none where the whole column is blank: nobody filled it in", () => {
    const totals = [...distinct.values.keys()].filter((name) =>
      name.match(/^requests\..*\.total$/),
    );
    const changed = Object.fromEntries(totals.map((address) => [address, blank]));
    expect(codes(reconcile(toReport(distinct, changed)))).toEqual(["cell_blank"]);
  });

  test("is of the whole table where one column of it was lost, and the totals stand in the last but one", () => {
    const all = row("requests.");
    const withoutColumn = (address: string) => {
      const [table, id] = address.split(".");
      const addresses = row(`${table}.${id}.`);
      const column = addresses.indexOf(address);
      if (column < 2) return value(at(address));
      const next = addresses[column + 1];
      return next === undefined ? blank : value(at(next));
    };
    const changed = Object.fromEntries(all.map((address) => [address, withoutColumn(address)]));
    const suspicion = reconcile(toReport(distinct, changed)).find(
      ({ code }) => code === "row_shift_suspected",
    );
    expect(suspicion?.cells).toEqual(all);
  });

  test("is suspected in section two as well, where no total could tell", () => {
    const findings = reconcile(toReport(distinct, shiftLeft("disclosure.rules.")));
    expect(codes(findings)).toEqual(["cell_blank", "row_shift_suspected"]);
  });
});

describe("tables, sections and form", () => {
  const without = (table: string) =>
    Object.fromEntries(
      [...distinct.values.keys()]
        .filter((address) => address.startsWith(`${table}.`))
        .map((address) => [address, absent]),
    );

  test.each(["disclosure", "requests", "proceedings"])(
    "a missing table of %s is one finding",
    (id) => {
      const findings = reconcile(toReport(distinct, without(id)));
      expect(codes(findings)).toEqual(["table_missing"]);
      expect(findings[0]?.severity).toBe("error");
    },
  );

  test("a missing section is named", () => {
    const report = toReport(distinct);
    const findings = reconcile({ ...report, sections: report.sections.slice(0, 5) });
    expect(codes(findings)).toEqual(["section_missing"]);
    expect(findings[0]?.message.zh).toContain("其他需要报告的事项");
  });

  test("the form of other years is a mismatch", () => {
    const old = sampleReport(3, { form: form2019, year: 2023 });
    expect(codes(reconcile(toReport(old)))).toEqual(["template_mismatch"]);
    const early = sampleReport(3, { form: form2021, year: 2020 });
    expect(codes(reconcile(toReport(early)))).toEqual(["template_mismatch"]);
  });

  test("a report without tables lacks all three since 2019, and none before", () => {
    const none = { template: "none", cells: [] } as const;
    const dated = { publishedOn: "2020-01-20" };
    const recent = reconcile(toReport(distinct, {}, { ...none, ...dated, year: 2019 }));
    expect(codes(recent)).toEqual(["table_missing", "table_missing", "table_missing"]);
    const early = toReport(distinct, {}, { ...none, ...dated, year: 2018, sections: [] });
    expect(reconcile({ ...early, publishedOn: "2019-03-20" })).toEqual([]);
  });
});

describe("a number in the prose", () => {
  const claim = (number: number, approximate: Claim["approximate"]): Claim => ({
    subject: "requests_received",
    value: number,
    unit: "件",
    approximate,
    sentence: `收到政府信息公开申请${number}件`,
    section: 1,
    cells: ["requests.new.total"],
  });
  const total = at("requests.new.total");

  test("that contradicts the table is a conflict that names the cell", () => {
    const findings = reconcile(toReport(distinct, {}, { claims: [claim(total + 1, false)] }));
    expect(codes(findings)).toEqual(["narrative_conflict"]);
    expect(findings[0]?.cells).toEqual(["requests.new.total"]);
  });

  test("that agrees, is rounded, or has no cell or number to compare with is none", () => {
    expect(reconcile(toReport(distinct, {}, { claims: [claim(total, false)] }))).toEqual([]);
    expect(reconcile(toReport(distinct, {}, { claims: [claim(total + 1, true)] }))).toEqual([]);
    const unrelated = { ...claim(5, false), cells: [] };
    expect(reconcile(toReport(distinct, {}, { claims: [unrelated] }))).toEqual([]);
    const untold = toReport(
      distinct,
      { "requests.new.total": blank },
      { claims: [claim(5, false)] },
    );
    expect(codes(reconcile(untold))).not.toContain("narrative_conflict");
  });
});

test("every finding made here is known to come from here", () => {
  const everything = toReport(
    distinct,
    Object.fromEntries(
      equationsOf(form2021).map(({ right: [address = ""] }) => [address, value(1)]),
    ),
    { sections: [], year: 2020 },
  );
  const found = codes(reconcile(everything));
  expect(new Set(found).size).toBeGreaterThan(4);
  expect(found.filter((code) => !isFromReconciling(code))).toEqual([]);
});
