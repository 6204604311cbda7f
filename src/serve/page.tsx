import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { SCRIPT_ADDRESS, STYLE_ADDRESS } from "./assets.ts";
import { toAddress } from "./parameters.ts";
import { type Preferences, THEMES } from "./preferences.ts";
import type { Words } from "./words.ts";

/** What every page is told. */
export interface PageContext {
  readonly words: Words;
  readonly preferences: Preferences;
  /** Path and parameters of the page itself. */
  readonly address: string;
  /** Name of the database's file. */
  readonly database: string;
  readonly version: string;
}

export const VIEWS = ["coverage", "findings", "compare", "search", "runs"] as const;
export type View = (typeof VIEWS)[number];

/** Addresses under which the rows of a view can be taken away. */
export type TakeAway = Readonly<Record<"csv" | "json" | "sql", string>>;

/** A whole page: header, views, content, and where its rows are to be had. */
export function Page(given: {
  readonly context: PageContext;
  readonly title: string;
  readonly view?: View | undefined;
  readonly shape?: "wide" | "text";
  readonly takeAway?: TakeAway;
  readonly children?: Child;
}) {
  const { context, title, view, shape = "wide", takeAway, children } = given;
  const { words, preferences } = context;
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={words.locale} data-theme={preferences.theme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title} · ${words.name}`}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={STYLE_ADDRESS} />
          <script src={SCRIPT_ADDRESS} defer></script>
        </head>
        <body>
          <a class="skip" href="#content">
            {words.skip}
          </a>
          <Header context={context} view={view} />
          <main id="content" tabindex={-1} class={shape}>
            {children}
          </main>
          <Footer context={context} takeAway={takeAway} />
        </body>
      </html>
    </>
  );
}

function Header({
  context,
  view,
}: {
  readonly context: PageContext;
  readonly view: View | undefined;
}) {
  const { words } = context;
  return (
    <header class="top">
      <a class="brand" href="/coverage">
        <span class="mark" aria-hidden="true">
          年
        </span>
        {words.name}
      </a>
      <nav aria-label={words.navigation}>
        {VIEWS.map((name) => (
          <a href={`/${name}`} {...(name === view && { "aria-current": "page" })}>
            {words.views[name]}
          </a>
        ))}
      </nav>
      <Looks context={context} />
    </header>
  );
}

function Looks({ context }: { readonly context: PageContext }) {
  const { words, preferences, address } = context;
  const other = preferences.language === "en" ? "zh" : "en";
  const next = THEMES[(THEMES.indexOf(preferences.theme) + 1) % THEMES.length] ?? "auto";
  return (
    <nav class="looks" aria-label={words.looks}>
      <a
        href={toAddress("/preferences", { language: other, back: address })}
        lang={other === "zh" ? "zh-CN" : "en"}
      >
        {words.otherLanguage}
      </a>
      <a href={toAddress("/preferences", { theme: next, back: address })}>
        <span class="quiet">{words.themeLegend}: </span>
        {words.themes[preferences.theme]}
      </a>
    </nav>
  );
}

function Footer(given: { readonly context: PageContext; readonly takeAway: TakeAway | undefined }) {
  const { context, takeAway } = given;
  const { words } = context;
  return (
    <footer class="bottom">
      {takeAway !== undefined && (
        <p>
          <strong>{words.takeAway}</strong> <span class="quiet">({words.takeAwayHint}):</span>{" "}
          <a href={takeAway.csv}>CSV</a> <a href={takeAway.json}>JSON</a>{" "}
          <a href={takeAway.sql}>SQL</a>
        </p>
      )}
      <p class="quiet">
        {context.database} · {words.readOnly} · nianbao {context.version}
      </p>
    </footer>
  );
}
