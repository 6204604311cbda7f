import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { StoredReport } from "../../store/report.ts";
import { NotFound } from "../error-page.tsx";
import { isOwnPath } from "../parameters.ts";
import { currentReport } from "../report/report-routes.tsx";
import type { Bench } from "../workbench.ts";
import { EditPage, type GivenText } from "./edit-view.tsx";
import { type Editor, EditToken, Refusal } from "./editor.ts";

const PATH = "/reports/:id/cells/:address/correction";
const MAX_BODY_BYTES = 16_384;
const MAX_TEXT = 2_000;
const SEE_OTHER = 303;

/** Forms for corrections; to be added only where editing was asked for. */
export function addEditing(app: Hono, bench: Bench, editor: Editor): void {
  const token = new EditToken();
  app.get(PATH, (context) => {
    const stored = currentReport(bench, context);
    const cell = expectCell(context, stored);
    const held = stored.corrections.find(({ address }) => address === cell);
    const given = { value: toText(held?.value), reason: held?.reason ?? "", by: held?.by ?? "" };
    const back = chooseBack(context.req.query("back"), stored, cell);
    return show(bench, context, { stored, cell, given, back, token, refusal: undefined });
  });
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: (context) => context.text("What was sent is too long.\n", 413),
  });
  app.post(PATH, limit, async (context) => {
    const stored = currentReport(bench, context);
    const cell = expectCell(context, stored);
    const form = await context.req.parseBody();
    if (!isOwn(context) || !token.isMet(form.token)) {
      return context.text("This did not come from a page of this server.\n", 403);
    }
    const given = { value: read(form.value), reason: read(form.reason), by: read(form.by) };
    const back = chooseBack(read(form.back), stored, cell);
    try {
      await editor.correct({
        reportId: stored.reportId,
        cell,
        value: form.do === "remove" ? undefined : given.value,
        reason: given.reason,
        by: given.by === "" ? undefined : given.by,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return show(bench, context, { stored, cell, given, back, token, refusal: error.message });
    }
    return context.redirect(back, SEE_OTHER);
  });
}

/** To the queue of findings, where the form was opened from there, else to the cell. */
function chooseBack(wanted: string | undefined, { reportId }: StoredReport, cell: string): string {
  return wanted !== undefined && isOwnPath(wanted)
    ? wanted
    : `/reports/${reportId}?target=${cell}#${cell}`;
}

function show(
  bench: Bench,
  context: Context,
  given: {
    readonly stored: StoredReport;
    readonly cell: string;
    readonly given: GivenText;
    readonly back: string;
    readonly token: EditToken;
    readonly refusal: string | undefined;
  },
) {
  const page = bench.pageContext(context);
  const { token, ...rest } = given;
  const status = given.refusal === undefined ? 200 : 400;
  // The length of a compressed page would tell of the token that stands in it.
  context.header("cache-control", "no-store, no-transform");
  return context.html(<EditPage context={page} token={token.text} {...rest} />, status);
}

function expectCell(context: Context, { report }: StoredReport): string {
  const address = context.req.param("address");
  const cell = report.cells.find((candidate) => candidate.address === address);
  if (cell === undefined) throw new NotFound("noCell");
  return cell.address;
}

/** A browser says where a form comes from; what says nothing is no browser's form. */
function isOwn(context: Context): boolean {
  const origin = context.req.header("origin");
  const host = context.req.header("host");
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function read(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, MAX_TEXT) : "";
}

function toText(value: number | null | undefined): string {
  return value === undefined ? "" : String(value);
}
