import type { CoverageGrid } from "../../store/browse/coverage-book.ts";
import {
  type CoverageCell,
  type CoverageFilter,
  type Grouping,
  SLOT_STATES,
} from "../../store/browse/coverage-slots.ts";
import { toMoment } from "../moment.ts";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { Pages } from "../pages.tsx";
import { toAddress } from "../parameters.ts";
import type { Words } from "../words.ts";
import { CoverageFilters } from "./coverage-filters.tsx";
import { nameOfDivision } from "./division-name.ts";

export interface CoveragePageInput {
  readonly context: PageContext;
  readonly filter: CoverageFilter;
  readonly grouping: Grouping;
  readonly grid: CoverageGrid;
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  readonly provinces: readonly string[];
  readonly sources: readonly string[];
  readonly templates: readonly string[];
  readonly takeAway: TakeAway;
}

/** Agencies or divisions by years, as a heat map whose cells lead on. */
export function CoveragePage(input: CoveragePageInput) {
  const { context, filter, grouping, grid, page, pageSize } = input;
  const { words } = context;
  return (
    <Page context={context} title={words.coverage.title} view="coverage" takeAway={input.takeAway}>
      <h1>{words.coverage.title}</h1>
      <p class="quiet">
        {words.coverage.lead}{" "}
        <span class="small">({words.coverage.asOf(toMoment(grid.asOf))})</span>
      </p>
      <Totals grid={grid} words={words} />
      {grid.openSources > 0 && <p class="banner">{words.coverage.open(grid.openSources)}</p>}
      <CoverageFilters input={input} />
      {grid.cells.length === 0 ? <p>{words.coverage.empty}</p> : <Grid input={input} />}
      <Pages
        words={words}
        page={page}
        pages={Math.max(1, Math.ceil(grid.lines / pageSize))}
        toPage={(number) => toAddress("/coverage", { ...filter, by: grouping, page: number + 1 })}
        remark={words.coverage.lines(grid.lines)}
      />
    </Page>
  );
}

function Totals({ grid, words }: { readonly grid: CoverageGrid; readonly words: Words }) {
  return (
    <ul class="tiles">
      {SLOT_STATES.map((state) => (
        <li class={state}>
          <strong>{grid.totals[state].toLocaleString(words.locale)}</strong>
          <span class="quiet" title={words.coverage.hints[state]}>
            {words.coverage.states[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Line {
  readonly agency: string | null;
  readonly division: string | null;
  readonly cells: ReadonlyMap<number, CoverageCell>;
}

function toLines(cells: readonly CoverageCell[]): Line[] {
  const lines = new Map<
    string,
    { agency: string | null; division: string | null; cells: Map<number, CoverageCell> }
  >();
  for (const cell of cells) {
    const key = JSON.stringify([cell.agency, cell.division_code]);
    const line = lines.get(key) ?? {
      agency: cell.agency,
      division: cell.division_code,
      cells: new Map<number, CoverageCell>(),
    };
    line.cells.set(cell.year, cell);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function Grid({ input }: { readonly input: CoveragePageInput }) {
  const { grid, grouping, context } = input;
  const { coverage } = context.words;
  const head = grouping === "agency" ? coverage.agencyHead : coverage.placeHead;
  return (
    <section class="scroll" tabindex={0} aria-label={coverage.title}>
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {grid.years.map((year) => (
              <th scope="col">{year}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {toLines(grid.cells).map((line) => (
            <tr>
              <th scope="row">
                <LineName line={line} input={input} />
              </th>
              {grid.years.map((year) => (
                <td>
                  <GridCell cell={line.cells.get(year)} input={input} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function LineName({ line, input }: { readonly line: Line; readonly input: CoveragePageInput }) {
  const { agency, division } = line;
  const { words } = input.context;
  const place =
    division === null ? words.coverage.unplaced : (nameOfDivision(division) ?? division);
  if (input.grouping !== "agency") {
    return <a href={finer(input, division)}>{place}</a>;
  }
  const name = agency ?? words.report.unnamed;
  if (agency === null) return <span>{name}</span>;
  const address = toAddress("/compare", { agency, division: division ?? undefined });
  return (
    <a href={address} title={place} lang="zh-CN">
      {name}
    </a>
  );
}

/** The same view one step nearer. */
function finer({ filter, grouping }: CoveragePageInput, division: string | null): string {
  const by: Grouping = grouping === "province" ? "county" : "agency";
  return toAddress("/coverage", { ...filter, division: division ?? undefined, by });
}

function GridCell(given: {
  readonly cell: CoverageCell | undefined;
  readonly input: CoveragePageInput;
}) {
  const { cell, input } = given;
  if (cell === undefined) return <span class="quiet">·</span>;
  return input.grouping === "agency" ? (
    <AgencyCell cell={cell} words={input.context.words} />
  ) : (
    <DivisionCell cell={cell} input={input} />
  );
}

function AgencyCell({ cell, words }: { readonly cell: CoverageCell; readonly words: Words }) {
  const order = ["doubted", "stored", "failed", "missing", "not_crawled"] as const;
  const state = order.find((candidate) => cell[candidate] > 0) ?? "missing";
  const word = words.coverage.states[state];
  const title =
    cell.report_id === null
      ? (cell.reason ?? words.coverage.hints[state])
      : words.coverage.hints[state];
  const address =
    cell.report_id === null
      ? toAddress("/missing", {
          source: cell.source_id ?? undefined,
          agency: cell.agency ?? undefined,
          year: cell.year,
        })
      : `/reports/${cell.report_id}`;
  return (
    <a class={state} href={address} title={title}>
      {word}
    </a>
  );
}

function DivisionCell({
  cell,
  input,
}: {
  readonly cell: CoverageCell;
  readonly input: CoveragePageInput;
}) {
  const { words } = input.context;
  const held = cell.stored + cell.doubted;
  const all = held + cell.failed + cell.missing + cell.not_crawled;
  const partly = held === 0 ? "missing" : "part";
  return (
    <a class={held === all ? "stored" : partly} href={finer(input, cell.division_code)}>
      {words.coverage.of(held, all)}
      {cell.doubted > 0 && (
        <em class="state">
          {cell.doubted} {words.coverage.states.doubted}
        </em>
      )}
    </a>
  );
}
