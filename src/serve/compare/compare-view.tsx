import type { Child } from "hono/jsx";
import {
  type AgencyEntry,
  type Comparison,
  MOST_COMPARED,
  RATE_CHOICES,
  type RateRow,
} from "../../store/browse/comparison.ts";
import { Choice, TextField } from "../choice.tsx";
import { nameOfDivision } from "../coverage/division-name.ts";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { toAddress } from "../parameters.ts";
import type { Words } from "../words.ts";
import { toPercent } from "./chart.ts";

export interface ComparePageInput {
  readonly context: PageContext;
  readonly comparison: Comparison;
  readonly rate: string;
  readonly rows: readonly RateRow[];
  readonly title: string;
  readonly chart: Child;
  readonly asked: Readonly<Record<string, string | number | undefined>>;
  readonly takeAway: TakeAway;
}

/** A rate with its parts, as a chart and as rows. */
export function ComparePage(input: ComparePageInput) {
  const { context, rows, title, chart, rate, asked, takeAway } = input;
  const { words } = context;
  const meaning = RATE_CHOICES.find(({ name }) => name === rate)?.meaning;
  return (
    <Page context={context} title={title} view="compare" takeAway={takeAway}>
      <h1 lang="zh-CN">{title}</h1>
      <RateForm input={input} />
      {words.locale === "en" && <p class="quiet">{meaning}</p>}
      {rows.length === 0 ? (
        <p>{words.compare.empty}</p>
      ) : (
        <section class="picture" tabindex={0} aria-label={words.compare.picture}>
          {chart}
        </section>
      )}
      {rows.length === MOST_COMPARED && (
        <p class="banner">{words.compare.onlyFirst(MOST_COMPARED)}</p>
      )}
      {rows.length > 0 && (
        <>
          <p class="quiet small">
            {words.compare.leftOut}{" "}
            <a href={toAddress("/compare/chart.svg", asked)}>{words.compare.download}</a>
          </p>
          <RateTable rows={rows} words={words} />
          <Others input={input} />
        </>
      )}
      <p>
        <a href="/compare">{words.compare.another}</a>
      </p>
    </Page>
  );
}

function RateForm({ input }: { readonly input: ComparePageInput }) {
  const { context, asked, rate } = input;
  const { words } = context;
  const kept = Object.entries(asked).filter(([name, value]) => name !== "rate" && value);
  return (
    <form class="filters" method="get" action="/compare">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      <Choice
        name="rate"
        label={words.compare.rate}
        any={undefined}
        chosen={rate}
        choices={RATE_CHOICES.map((choice) => [choice.name, labelOf(choice, words)])}
      />
      <button type="submit">{words.coverage.show}</button>
    </form>
  );
}

function labelOf(choice: (typeof RATE_CHOICES)[number], words: Words): string {
  const name = choice.name.replaceAll("_", " ");
  return words.locale === "en" ? name : `${choice.labelZh} (${name})`;
}

function RateTable({ rows, words }: { readonly rows: readonly RateRow[]; readonly words: Words }) {
  const heads = words.compare.columns;
  return (
    <section class="scroll rates" tabindex={0} aria-label={words.compare.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{heads.report}</th>
            <th scope="col" class="number">
              {heads.rate}
            </th>
            <th scope="col" class="number">
              {heads.numerator}
            </th>
            <th scope="col" class="number">
              {heads.denominator}
            </th>
            <th scope="col">{heads.remark}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td class="name">
                <a href={`/reports/${row.report_id}`} lang="zh-CN">
                  {row.agency ?? words.report.unnamed} {row.year}
                </a>
              </td>
              <td class="number">{row.rate === null ? "–" : toPercent(row.rate)}</td>
              <td class="number">{row.numerator ?? "–"}</td>
              <td class="number">{row.denominator ?? "–"}</td>
              <td>{remarkOf(row, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function remarkOf({ rate, denominator, errors }: RateRow, words: Words): string {
  const { remarks, states } = words.compare;
  const doubted = errors > 0 ? [states.doubted] : [];
  if (rate !== null) return doubted.join("; ");
  return [denominator === 0 ? remarks.nothing : remarks.unknown, ...doubted].join("; ");
}

/** From an agency to its neighbours in its latest year. */
function Others({ input }: { readonly input: ComparePageInput }) {
  const { comparison, rows, rate, context } = input;
  const last = rows.at(-1);
  if (comparison.kind === "agencies" || last === undefined || last.division_code === null) {
    return null;
  }
  const { division_code, year } = last;
  const place = nameOfDivision(division_code) ?? division_code;
  return (
    <p>
      <a href={toAddress("/compare", { division: division_code, year, rate })}>
        {context.words.compare.beside(place, year)}
      </a>
    </p>
  );
}

/** Where there is nothing to compare yet: agencies by name. */
export function ChoosePage(given: {
  readonly context: PageContext;
  readonly part: string | undefined;
  readonly agencies: readonly AgencyEntry[];
  readonly takeAway: TakeAway;
}) {
  const { context, part, agencies, takeAway } = given;
  const { words } = context;
  return (
    <Page
      context={context}
      title={words.compare.title}
      view="compare"
      shape="text"
      takeAway={takeAway}
    >
      <h1>{words.compare.title}</h1>
      <p class="quiet">{words.compare.lead}</p>
      <form class="filters" method="get" action="/compare">
        <TextField name="name" label={words.coverage.name} value={part} />
        <button type="submit">{words.coverage.show}</button>
      </form>
      <form class="filters" method="get" action="/compare">
        <TextField name="division" label={words.coverage.division} value={undefined} />
        <TextField name="year" label={words.report.facts.year} value={undefined} />
        <button type="submit">{words.coverage.show}</button>
      </form>
      {agencies.length === 0 && <p>{words.compare.empty}</p>}
      <ul class="facets many">
        {agencies.map(({ name, division_code, reports }) => (
          <li>
            <a
              href={toAddress("/compare", { agency: name, division: division_code ?? undefined })}
              lang="zh-CN"
            >
              {name}
            </a>
            <span class="quiet">{words.compare.reports(reports)}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
