import type { Context, Hono } from "hono";
import { readFindingLabels } from "../../store/browse/labels.ts";
import { cellsListing } from "../../store/browse/listing.ts";
import {
  findCurrentVersion,
  listClaimsOf,
  listVersionsOf,
  listYearsBeside,
} from "../../store/browse/report-context.ts";
import { atOneMoment } from "../../store/moment.ts";
import { getVersion, type StoredReport } from "../../store/report.ts";
import type { Store } from "../../store/store.ts";
import { NotFound } from "../error-page.tsx";
import { listMarks } from "../original/place.ts";
import { ANY_ID, BadParameter, toWholeNumber } from "../parameters.ts";
import { answerListing, FORMATS, toTakeAway } from "../take-away.ts";
import type { Bench } from "../workbench.ts";
import { ReportPage } from "./report-view.tsx";

/** Reports, versions and cells at addresses that stay. */
export function addReports(app: Hono, bench: Bench): void {
  app.get("/reports/:id", (context) => showVersion(bench, context, currentOf(bench, context)));
  app.get("/reports/:id/cells/:address", (context) => {
    const version = expectVersion(bench.store, currentOf(bench, context));
    const address = context.req.param("address");
    expectTarget(version, address);
    return context.redirect(`/reports/${version.reportId}?target=${address}#${address}`);
  });
  app.get("/versions/:id", (context) => showVersion(bench, context, idOf(context)));
  app.get("/versions/:id/cells", (context) => {
    const { versionId } = expectVersion(bench.store, idOf(context));
    const format = bench.parameters(context).findChoice("format", FORMATS) ?? "json";
    return answerListing(bench.store, cellsListing(versionId), format);
  });
}

/** The number in an address such as /versions/12. */
export function idOf(context: Context): number {
  return toWholeNumber("id", context.req.param("id") ?? "", ANY_ID);
}

/** A version, or 404. */
export function expectVersion(store: Store, versionId: number): StoredReport {
  const stored = getVersion(store, versionId);
  if (stored === undefined) throw new NotFound("noVersion");
  return stored;
}

/** What of a version an address points at: a cell, a section, an extra figure. */
export function findTarget(bench: Bench, context: Context, stored: StoredReport) {
  const target = bench.parameters(context).findText("target");
  if (target !== undefined) expectTarget(stored, target);
  return target;
}

/** `requests.new.total`, `section.3`, `extra.0` */
const TARGET = /^[a-z0-9_]{1,60}(?:\.[a-z0-9_]{1,60}){1,2}$/;

function expectTarget(stored: StoredReport, target: string): void {
  if (!TARGET.test(target))
    throw new BadParameter("target", target, { kind: "short_text", most: 60 });
  const isCell = stored.report.cells.some(({ address }) => address === target);
  if (!isCell && !listMarks(stored).some((mark) => mark.target === target)) {
    throw new NotFound("noCell");
  }
}

function currentOf(bench: Bench, context: Context): number {
  const versionId = findCurrentVersion(bench.store, idOf(context));
  if (versionId === undefined) throw new NotFound("noReport");
  return versionId;
}

function showVersion(bench: Bench, context: Context, versionId: number) {
  const { store } = bench;
  const page = bench.pageContext(context);
  const input = atOneMoment(store, () => {
    const stored = expectVersion(store, versionId);
    const { reportId, isCurrent } = stored;
    return {
      context: page,
      stored,
      labels: readFindingLabels(store),
      versions: listVersionsOf(store, reportId),
      years: listYearsBeside(store, reportId),
      // The relation holds those of current versions.
      claims: isCurrent ? listClaimsOf(store, reportId) : [],
      target: findTarget(bench, context, stored),
      takeAway: toTakeAway(`/versions/${versionId}/cells`),
    };
  });
  return context.html(<ReportPage {...input} />);
}
