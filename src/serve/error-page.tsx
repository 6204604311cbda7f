import type { Context } from "hono";
import { explain as explainStore } from "../store/store-error.ts";
import { Page, type PageContext } from "./page.tsx";
import { BadParameter } from "./parameters.ts";
import { explainExpectation, type Words } from "./words.ts";
import type { Bench } from "./workbench.ts";

/** Things that an address may name and that are not there. */
export type Missing =
  | "noPage"
  | "noReport"
  | "noVersion"
  | "noCell"
  | "noRun"
  | "noSuchDocument"
  | "noFinding"
  | "noDocument"
  | "noSearch";

/** Ends a request with 404 and a sentence. */
export class NotFound extends Error {
  override readonly name = "NotFound";
  readonly what: Missing;

  constructor(what: Missing) {
    super(what);
    this.what = what;
  }
}

type Problem = { readonly kind: "no_page" } | { readonly kind: "error"; readonly error: unknown };

/** The page for a request that cannot be answered as asked. */
export function renderProblem(
  bench: Bench,
  context: Context,
  problem: Problem,
): Response | Promise<Response> {
  const page = bench.pageContext(context);
  const { status, title, sentences } = explain(bench, page, problem);
  return context.html(<ErrorPage context={page} title={title} sentences={sentences} />, status);
}

interface Explained {
  readonly status: 400 | 404 | 500 | 503;
  readonly title: string;
  readonly sentences: readonly string[];
}

function explain(bench: Bench, page: PageContext, problem: Problem): Explained {
  const { errors } = page.words;
  if (problem.kind === "no_page") return missing(page.words, "noPage");
  const { error } = problem;
  if (error instanceof NotFound) return missing(page.words, error.what);
  if (error instanceof BadParameter) {
    const { parameter, value, expectation } = error;
    const sentences = [
      errors.parameter(parameter, value.slice(0, 80)),
      explainExpectation(page.words, expectation),
    ];
    return { status: 400, title: errors.badRequest, sentences };
  }
  if (isBusy(error)) return { status: 503, title: errors.failed, sentences: [errors.busy] };
  const known = explainStore(error, page.database);
  if (known instanceof Error && known.name === "StoreError") {
    return { status: 503, title: errors.failed, sentences: [errors.noDatabase, known.message] };
  }
  bench.onDefect(error, page.address);
  return { status: 500, title: errors.failed, sentences: [errors.unforeseen] };
}

function missing({ errors }: Words, what: Missing): Explained {
  return { status: 404, title: errors.notFound, sentences: [errors[what]] };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

function ErrorPage(given: {
  readonly context: PageContext;
  readonly title: string;
  readonly sentences: readonly string[];
}) {
  const { context, title, sentences } = given;
  return (
    <Page context={context} title={title} shape="text">
      <h1>{title}</h1>
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>
        <a href="/coverage">{context.words.errors.home}</a>
      </p>
    </Page>
  );
}
