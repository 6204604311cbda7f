import type { Context, Hono } from "hono";
import type { Severity } from "../../model/finding.ts";
import { listSourceIds } from "../../store/browse/coverage-slots.ts";
import {
  countFindings,
  countFindingsBySource,
  type FindingFilter,
  findingListing,
  readFindings,
} from "../../store/browse/finding-queue.ts";
import { readFindingLabels } from "../../store/browse/labels.ts";
import { atOneMoment } from "../../store/moment.ts";
import { getVersion } from "../../store/report.ts";
import { NotFound } from "../error-page.tsx";
import { BadParameter, type Parameters } from "../parameters.ts";
import { answerListing, FORMATS, toTakeAway } from "../take-away.ts";
import type { Bench } from "../workbench.ts";
import { FindingPage } from "./finding-view.tsx";
import { QueuePage } from "./queue-view.tsx";

const PER_PAGE = 30;
const ANY_PLACE = { least: 1, most: 100_000_000 } as const;
const SEVERITIES = ["error", "warning", "info"] as const satisfies readonly Severity[];
/** row_sum_mismatch */
const CODE = /^[a-z0-9_]{1,60}$/;

/** The queue of findings, and each of them beside the original. */
export function addFindings(app: Hono, bench: Bench): void {
  app.get("/findings", (context) => showQueue(bench, context));
  app.get("/findings/:place{\\d+}", (context) => showFinding(bench, context));
}

function showQueue(bench: Bench, context: Context) {
  const { store } = bench;
  const given = bench.parameters(context);
  const filter = readFilter(given);
  const page = (given.findNumber("page", ANY_PLACE) ?? 1) - 1;
  const format = given.findChoice("format", FORMATS);
  if (format !== undefined) return answerListing(store, findingListing(filter), format);
  const seen = atOneMoment(store, () => ({
    counts: countFindings(store, { source: filter.source }),
    shown: readFindings(store, filter, { first: page * PER_PAGE, most: PER_PAGE }),
    labels: readFindingLabels(store),
    sources: listSourceIds(store),
    bySource: countFindingsBySource(store, filter),
  }));
  return context.html(
    <QueuePage
      context={bench.pageContext(context)}
      filter={filter}
      page={page}
      pageSize={PER_PAGE}
      takeAway={toTakeAway("/findings", { ...filter })}
      {...seen}
    />,
  );
}

function showFinding(bench: Bench, context: Context) {
  const { store } = bench;
  const filter = readFilter(bench.parameters(context));
  const place = Number(context.req.param("place"));
  const seen = atOneMoment(store, () => {
    const first = Math.max(place - 1, 0);
    const [finding] = readFindings(store, filter, { first, most: 1 });
    const stored = finding && getVersion(store, finding.version_id);
    if (finding === undefined || stored === undefined) throw new NotFound("noFinding");
    const counts = countFindings(store, filter);
    const all = counts.reduce((sum, { findings }) => sum + findings, 0);
    return { finding, stored, all, labels: readFindingLabels(store) };
  });
  return context.html(
    <FindingPage
      context={bench.pageContext(context)}
      filter={filter}
      place={Math.max(place, 1)}
      takeAway={toTakeAway("/findings", { ...filter })}
      canEdit={bench.editor !== undefined}
      {...seen}
    />,
  );
}

function readFilter(given: Parameters): FindingFilter {
  const code = given.findText("code");
  if (code !== undefined && !CODE.test(code)) {
    throw new BadParameter("code", code, { kind: "short_text", most: 60 });
  }
  return {
    severity: given.findChoice("severity", SEVERITIES),
    code,
    source: given.findText("source"),
  };
}
