import type { Context, Hono } from "hono";
import {
  AGENCY_KINDS,
  type CoverageFilter,
  coverageListing,
  GROUPINGS,
  type Grouping,
  listSourceIds,
  listWanting,
  wantingListing,
} from "../../store/browse/coverage-slots.ts";
import { NotFound } from "../error-page.tsx";
import { BadParameter, type Parameters } from "../parameters.ts";
import { answerListing, FORMATS, toTakeAway } from "../take-away.ts";
import type { Bench } from "../workbench.ts";
import { CoveragePage } from "./coverage-view.tsx";
import { WantingPage } from "./wanting-view.tsx";

const LINES_PER_PAGE = 50;
/** So many agencies are still looked through line by line. */
const FEW_AGENCIES = 300;
const TEMPLATES = ["2021", "2019", "2014", "none"] as const;
const ANY_PAGE = { least: 1, most: 100_000 } as const;
const ANY_YEAR = { least: 1990, most: 2200 } as const;
/** "41", "411330" */
const DIVISION = /^\d{2,6}$/;

/** The grid of agencies or divisions by years, and why a report is not there. */
export function addCoverage(app: Hono, bench: Bench): void {
  app.get("/coverage", (context) => showCoverage(bench, context));
  app.get("/missing", (context) => {
    const given = bench.parameters(context);
    const source = given.findText("source");
    const agency = given.findText("agency");
    const year = given.findNumber("year", ANY_YEAR);
    if (source === undefined || agency === undefined || year === undefined) {
      throw new NotFound("noPage");
    }
    const slot = { source, agency, year };
    const format = given.findChoice("format", FORMATS);
    if (format !== undefined) return answerListing(bench.store, wantingListing(slot), format);
    return context.html(
      <WantingPage
        context={bench.pageContext(context)}
        slot={slot}
        wanting={listWanting(bench.store, slot)}
        takeAway={toTakeAway("/missing", { ...slot })}
      />,
    );
  });
}

function showCoverage(bench: Bench, context: Context) {
  const given = bench.parameters(context);
  const filter = readFilter(given);
  const asked = given.findChoice("by", GROUPINGS);
  const format = given.findChoice("format", FORMATS);
  const page = (given.findNumber("page", ANY_PAGE) ?? 1) - 1;
  const extent = bench.coverage.extent();
  const grouping = asked ?? chooseGrouping(filter, extent);
  if (format !== undefined) {
    return answerListing(bench.store, coverageListing(filter, grouping), format);
  }
  const shape = { page, size: LINES_PER_PAGE };
  return context.html(
    <CoveragePage
      context={bench.pageContext(context)}
      filter={filter}
      grouping={grouping}
      page={page}
      pageSize={LINES_PER_PAGE}
      provinces={extent.provinces}
      sources={listSourceIds(bench.store)}
      templates={TEMPLATES}
      grid={bench.coverage.read(filter, grouping, shape)}
      takeAway={toTakeAway("/coverage", { ...filter, by: grouping })}
    />,
  );
}

function readFilter(given: Parameters): CoverageFilter {
  const division = given.findText("division");
  if (division !== undefined && !DIVISION.test(division)) {
    throw new BadParameter("division", division, { kind: "digits", least: 2, most: 6 });
  }
  return {
    division,
    kind: given.findChoice("kind", AGENCY_KINDS),
    template: given.findChoice("template", TEMPLATES),
    source: given.findText("source"),
    name: given.findText("name"),
  };
}

function chooseGrouping(
  { division, name, source }: CoverageFilter,
  { agencies, provinces }: { readonly agencies: number; readonly provinces: readonly string[] },
): Grouping {
  const isNarrow = name !== undefined || source !== undefined || division?.length === 6;
  if (agencies <= FEW_AGENCIES || isNarrow) return "agency";
  return provinces.length > 1 && division === undefined ? "province" : "county";
}
