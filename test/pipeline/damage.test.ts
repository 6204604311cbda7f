import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Form } from "../../src/model/form.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import type { Spread } from "../sample/figures.ts";
import { type Layout, layouts } from "../sample/print/layouts.ts";
import {
  type PrintedDocument,
  type PrintedPage,
  printPage,
  withFigure,
} from "../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { type Damage, listCellLosses, listContradictions, listRowDamages } from "./damages.ts";
import { listMarkLosses } from "./mark-losses.ts";
import { listSilentDifferences, readPrinted, sourceOf } from "./read-printed.ts";
import { listRowShifts, listTableDamages } from "./table-damages.ts";

/** A thousand readings, a few seconds on an idle machine. */
const EXHAUSTIVE_TIMEOUT_MS = 180_000;
const EXHAUSTIVE = ["text-cell-lines", "text-row-lines", "html-word"];
const forms: readonly Form[] = [form2021, form2019];
const damagingSpreads: readonly Spread[] = ["distinct", "zeros", "busy"];

/** Every layout's printed page can be damaged; bytes in other charsets are the same page. */
const utf8Layouts = layouts.filter(({ name }) => !/gb18030|big5/.test(name));

interface Subject {
  readonly sample: SampleReport;
  readonly page: PrintedPage;
}

function arrange(layout: Layout, seed: number, form: Form, spread: Spread): Subject {
  const sample = sampleReport(seed, { form, spread });
  return { sample, page: layout.arrange(printPage(sample)) };
}

/** A damaged document reads back equal, or a finding names what differs, or it is no report any more. */
function expectNothingSilent(name: string, document: PrintedDocument, sample: SampleReport): void {
  const silent = listSilentDifferences(readPrinted(document, sourceOf(sample)), sample.values);
  expect({ damage: name, silent }).toEqual({ damage: name, silent: [] });
}

function expectSurvives(layout: Layout, subject: Subject, damages: readonly Damage[]): void {
  const page = damages.reduce((changed, damage) => damage.apply(changed), subject.page);
  const name = damages.map((damage) => damage.name).join(" and ");
  expectNothingSilent(name, layout.print(page), subject.sample);
}

const pick = <T>(list: readonly T[], at: number): T => {
  const thing = list[at % list.length];
  if (thing === undefined) throw new Error("cannot pick from an empty list: fill it");
  return thing;
};

const subjects = fc.record({
  seed: fc.nat(),
  form: fc.constantFrom(...forms),
  spread: fc.constantFrom(...damagingSpreads),
});

describe.each(layouts.filter(({ name }) => EXHAUSTIVE.includes(name)))(
  "$name never reads differently in silence",
  (layout) => {
    test.each(["distinct", "zeros"] as const)(
      "with any one cell or label lost, %s",
      (spread) => {
        const subject = arrange(layout, 5, form2021, spread);
        const losses = listCellLosses(subject.page);
        expect(losses.length).toBeGreaterThan(500);
        for (const loss of losses) expectSurvives(layout, subject, [loss]);
      },
      EXHAUSTIVE_TIMEOUT_MS,
    );
  },
);

describe.each(layouts)("$name never reads differently in silence", (layout) => {
  test("with one damage of any kind", () => {
    fc.assert(
      fc.property(subjects, fc.nat(), fc.nat(), ({ seed, form, spread }, kind, at) => {
        const subject = arrange(layout, seed, form, spread);
        const list = pick(
          [listCellLosses, listRowDamages, listRowShifts, listContradictions],
          kind,
        );
        expectSurvives(layout, subject, [pick(list(subject.page), at)]);
      }),
      { numRuns: 25 },
    );
  });

  test("with two damages at once", () => {
    fc.assert(
      fc.property(subjects, fc.nat(), fc.nat(), ({ seed, form, spread }, one, other) => {
        const subject = arrange(layout, seed, form, spread);
        const list = [listCellLosses, listRowDamages, listRowShifts].flatMap((damages) =>
          damages(subject.page),
        );
        expectSurvives(layout, subject, [pick(list, one), pick(list, other)]);
      }),
      { numRuns: 25 },
    );
  });

  test("with a figure of section three or four changed by any amount", () => {
    fc.assert(
      fc.property(subjects, fc.nat(), fc.integer({ min: 1, max: 5000 }), (drawn, at, amount) => {
        const subject = arrange(layout, drawn.seed, drawn.form, drawn.spread);
        const addresses = [...subject.sample.values.keys()].filter(
          (address) => !address.startsWith("disclosure."),
        );
        const address = pick(addresses, at);
        const value = subject.sample.values.get(address) ?? 0;
        const change: Damage = {
          name: `${address} changed from ${value} to ${value + amount}`,
          apply: (page) => withFigure(page, address, String(value + amount)),
        };
        expectSurvives(layout, subject, [change]);
      }),
      { numRuns: 15 },
    );
  });
});

describe("tables printed as the form does not foresee are never read differently in silence:", () => {
  test.each(listTableDamages().map((damage) => ({ name: damage.name, damage })))(
    "$name",
    ({ damage }) => {
      for (const layout of layouts) {
        for (const form of forms) {
          expectSurvives(layout, arrange(layout, 5, form, "distinct"), [damage]);
        }
        expectSurvives(layout, arrange(layout, 6, form2021, "zeros"), [damage]);
      }
    },
  );
});

test.each(utf8Layouts)(
  "$name with any tag, tab or line end of its tables lost never reads differently in silence",
  (layout) => {
    fc.assert(
      fc.property(subjects, fc.nat(), ({ seed, form, spread }, at) => {
        const { sample, page } = arrange(layout, seed, form, spread);
        const loss = pick(listMarkLosses(layout.print(page)), at);
        expectNothingSilent(loss.name, loss.apply(), sample);
      }),
      { numRuns: 25 },
    );
  },
);

test("the rule can be broken: a reading with another number and no finding is seen", () => {
  const sample = sampleReport(5, { spread: "distinct" });
  const layout = pick(layouts, 0);
  const reading = readPrinted(layout.print(layout.arrange(printPage(sample))), sourceOf(sample));
  const address = "disclosure.rules.issued";
  const expected = new Map([...sample.values, [address, -1]]);
  expect(listSilentDifferences(reading, expected)).toHaveLength(1);
  const named = [
    {
      code: "cell_unreadable",
      severity: "error",
      message: { en: "", zh: "" },
      cells: [address],
    } as const,
  ];
  expect(listSilentDifferences({ ...reading, findings: named }, expected)).toEqual([]);
});
