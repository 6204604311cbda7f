import type { Context, Hono } from "hono";
import {
  agencyListing,
  type Comparison,
  findAgencies,
  listRates,
  RATE_CHOICES,
  type RateRow,
  rateListing,
} from "../../store/browse/comparison.ts";
import { nameOfDivision } from "../coverage/division-name.ts";
import { BadParameter, type Parameters } from "../parameters.ts";
import { answerListing, FORMATS, type Format, toTakeAway } from "../take-away.ts";
import type { Words } from "../words.ts";
import type { Bench } from "../workbench.ts";
import { toAgencyPoints, toYearPoints } from "./chart.ts";
import { BarChart, LineChart } from "./chart-view.tsx";
import { ChoosePage, ComparePage } from "./compare-view.tsx";

const ANY_YEAR = { least: 1990, most: 2200 } as const;
const MOST_AGENCIES = 50;
/** "4113", "411330" */
const DIVISION = /^\d{2,6}$/;

/** An agency over the years, or the agencies of a division in a year, by a rate. */
export function addCompare(app: Hono, bench: Bench): void {
  app.get("/compare", (context) => {
    const given = bench.parameters(context);
    const rate = readRate(given);
    const comparison = readComparison(given);
    const format = given.findChoice("format", FORMATS);
    if (comparison === undefined) return choose(bench, context, given, format);
    if (format !== undefined) {
      return answerListing(bench.store, rateListing(comparison, rate), format);
    }
    const page = bench.pageContext(context);
    const rows = listRates(bench.store, comparison, rate);
    const asked = { ...toParameters(comparison), rate };
    return context.html(
      <ComparePage
        context={page}
        comparison={comparison}
        rate={rate}
        rows={rows}
        title={titleOf(comparison)}
        chart={toChart(rows, { comparison, rate, words: page.words, use: "in_page" })}
        asked={asked}
        takeAway={toTakeAway("/compare", asked)}
      />,
    );
  });
  app.get("/compare/chart.svg", (context) => {
    const given = bench.parameters(context);
    const comparison = readComparison(given);
    if (comparison === undefined) return context.notFound();
    const { words } = bench.pageContext(context);
    const rate = readRate(given);
    const rows = listRates(bench.store, comparison, rate);
    const chart = toChart(rows, { comparison, rate, words, use: "alone" });
    return context.body(chart.toString(), 200, {
      "content-type": "image/svg+xml; charset=utf-8",
      "content-disposition": 'attachment; filename="nianbao.svg"',
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
  });
}

function choose(bench: Bench, context: Context, given: Parameters, format: Format | undefined) {
  const part = given.findText("name");
  if (format !== undefined) return answerListing(bench.store, agencyListing(part ?? ""), format);
  return context.html(
    <ChoosePage
      context={bench.pageContext(context)}
      part={part}
      agencies={findAgencies(bench.store, part ?? "", MOST_AGENCIES)}
      takeAway={toTakeAway("/compare", { name: part })}
    />,
  );
}

function readRate(given: Parameters): string {
  const names = RATE_CHOICES.map(({ name }) => name);
  return given.findChoice("rate", names) ?? "disclosure";
}

function readComparison(given: Parameters): Comparison | undefined {
  const agency = given.findText("agency");
  const division = given.findText("division");
  const year = given.findNumber("year", ANY_YEAR);
  if (division !== undefined && !DIVISION.test(division)) {
    throw new BadParameter("division", division, { kind: "digits", least: 2, most: 6 });
  }
  if (agency !== undefined) return { kind: "years", agency, division };
  if (division === undefined || year === undefined) return undefined;
  return { kind: "agencies", division, year };
}

function toParameters(comparison: Comparison): Record<string, string | number | undefined> {
  const { kind: _, ...parameters } = comparison;
  return parameters;
}

function titleOf(comparison: Comparison): string {
  if (comparison.kind === "years") return comparison.agency;
  return `${nameOfDivision(comparison.division) ?? comparison.division} ${comparison.year}`;
}

function toChart(
  rows: readonly RateRow[],
  given: {
    readonly comparison: Comparison;
    readonly rate: string;
    readonly words: Words;
    readonly use: "in_page" | "alone";
  },
) {
  const { comparison, rate, words, use } = given;
  const choice = RATE_CHOICES.find(({ name }) => name === rate);
  const label = words.locale === "en" ? rate.replaceAll("_", " ") : (choice?.labelZh ?? rate);
  const title = `${titleOf(comparison)} · ${label}`;
  return comparison.kind === "years" ? (
    <LineChart words={words} title={title} points={toYearPoints(rows)} rows={rows} use={use} />
  ) : (
    <BarChart
      words={words}
      title={title}
      points={toAgencyPoints(rows, words.report.unnamed)}
      rows={rows}
      use={use}
    />
  );
}
