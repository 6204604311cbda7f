import type { Hono } from "hono";
import {
  countLosses,
  countOutcomesOf,
  countVersionsOf,
  listLastRuns,
  listLosses,
  lossListing,
  runListing,
} from "../../store/browse/run-view.ts";
import { atOneMoment } from "../../store/moment.ts";
import { findRun } from "../../store/status.ts";
import { NotFound } from "../error-page.tsx";
import { idOf } from "../report/report-routes.tsx";
import { answerListing, FORMATS, toTakeAway } from "../take-away.ts";
import type { Bench } from "../workbench.ts";
import { RunListPage, RunPage } from "./run-view.tsx";

/** So many losses are shown; all of them are to be taken away. */
const MOST_LOSSES = 500;

/** What the runs did, and what one of them is doing. */
export function addRuns(app: Hono, bench: Bench): void {
  app.get("/runs", (context) => {
    const { store } = bench;
    const format = bench.parameters(context).findChoice("format", FORMATS);
    if (format !== undefined) return answerListing(store, runListing, format);
    const page = bench.pageContext(context);
    return context.html(
      <RunListPage context={page} runs={listLastRuns(store)} takeAway={toTakeAway("/runs")} />,
    );
  });
  app.get("/runs/:id", (context) => {
    const { store } = bench;
    const runId = idOf(context);
    const format = bench.parameters(context).findChoice("format", FORMATS);
    if (format !== undefined) return answerListing(store, lossListing(runId), format);
    const seen = atOneMoment(store, () => {
      const run = findRun(store, runId);
      if (run === undefined) throw new NotFound("noRun");
      const losses = listLosses(store, runId, MOST_LOSSES);
      return {
        run,
        outcomes: countOutcomesOf(store, runId),
        written: countVersionsOf(store, runId),
        losses,
        lost: losses.length < MOST_LOSSES ? losses.length : countLosses(store, runId),
      };
    });
    const page = bench.pageContext(context);
    const takeAway = toTakeAway(`/runs/${runId}`);
    return context.html(<RunPage context={page} {...seen} takeAway={takeAway} />);
  });
}
