import { basename } from "node:path";
import { type Context, Hono } from "hono";
import { compress } from "hono/compress";
import type { Archive } from "../store/archive.ts";
import type { CoverageBook } from "../store/browse/coverage-book.ts";
import type { SearchIndex } from "../store/browse/search-index.ts";
import type { Store } from "../store/store.ts";
import { assets } from "./assets.ts";
import { addCompare } from "./compare/compare-routes.tsx";
import { addCoverage } from "./coverage/coverage-routes.tsx";
import { addEditing } from "./edit/edit-routes.tsx";
import type { Editor } from "./edit/editor.ts";
import { renderProblem } from "./error-page.tsx";
import { addFindings } from "./findings/finding-routes.tsx";
import { type GuardOptions, guard } from "./guard.ts";
import type { OriginalReader } from "./original/original-reader.ts";
import { addOriginals } from "./original/original-routes.tsx";
import type { PageContext } from "./page.tsx";
import { isOwnPath, Parameters } from "./parameters.ts";
import { LANGUAGES, readPreferences, rememberPreference, THEMES } from "./preferences.ts";
import { addReports } from "./report/report-routes.tsx";
import { addRuns } from "./runs/run-routes.tsx";
import { addSearch } from "./search/search-routes.tsx";
import type { ServedDatabase } from "./served-database.ts";
import { wordsOf } from "./words.ts";

/** What the workbench works on. It writes nothing to either. */
export interface WorkbenchOptions {
  readonly database: ServedDatabase;
  readonly archive: Archive;
  readonly originals: OriginalReader;
  /** Undefined where editing was not asked for. */
  readonly editor?: Editor | undefined;
  readonly guard: GuardOptions;
  /** Of this program. */
  readonly version: string;
  /** Told of what no page foresaw. */
  readonly onDefect: (error: unknown, address: string) => void;
}

/** What every route is handed beside the request; what is of the database only while it answers, since that may be replaced. */
export interface Bench extends WorkbenchOptions {
  readonly store: Store;
  readonly coverage: CoverageBook;
  /** Undefined where its file cannot be written. */
  readonly search: SearchIndex | undefined;
  pageContext(context: Context): PageContext;
  parameters(context: Context): Parameters;
}

/** The workbench as an application that answers requests. */
export function createWorkbench(options: WorkbenchOptions): Hono {
  const app = new Hono();
  const bench = toBench(options);
  app.use(guard(options.guard, options.editor === undefined ? "look" : "edit"));
  app.use(compress());
  app.get("/", (context) => context.redirect("/coverage"));
  addAssets(app);
  addPreferences(app, bench);
  app.use(async (_, next) => {
    options.database.refresh();
    await next();
  });
  addCoverage(app, bench);
  addFindings(app, bench);
  addReports(app, bench);
  if (options.editor !== undefined) addEditing(app, bench, options.editor);
  addCompare(app, bench);
  addSearch(app, bench);
  addRuns(app, bench);
  addOriginals(app, bench);
  app.notFound((context) => renderProblem(bench, context, { kind: "no_page" }));
  app.onError((error, context) => {
    options.database.doubt(error);
    return renderProblem(bench, context, { kind: "error", error });
  });
  return app;
}

function toBench(options: WorkbenchOptions): Bench {
  const { database } = options;
  return {
    ...options,
    get store() {
      return database.store;
    },
    get coverage() {
      return database.coverage;
    },
    get search() {
      return database.search;
    },
    parameters: (context) => new Parameters(new URL(context.req.url).searchParams),
    pageContext: (context) => {
      const preferences = readPreferences(context);
      const { pathname, search } = new URL(context.req.url);
      return {
        preferences,
        words: wordsOf(preferences.language),
        address: pathname + search,
        database: basename(database.path),
        version: options.version,
        isReadOnly: options.editor === undefined,
      };
    },
  };
}

function addAssets(app: Hono): void {
  app.get("/assets/:name", (context) => {
    const asset = assets.get(context.req.path);
    if (asset === undefined) return context.notFound();
    return context.body(asset.content, 200, {
      "content-type": asset.type,
      "cache-control": "public, max-age=31536000, immutable",
    });
  });
}

function addPreferences(app: Hono, bench: Bench): void {
  app.get("/preferences", (context) => {
    const given = bench.parameters(context);
    const language = given.findChoice("language", LANGUAGES);
    const theme = given.findChoice("theme", THEMES);
    if (language !== undefined) rememberPreference(context, "language", language);
    if (theme !== undefined) rememberPreference(context, "theme", theme);
    const back = new URL(context.req.url).searchParams.get("back") ?? "/";
    return context.redirect(isOwnPath(back) ? back : "/");
  });
}
