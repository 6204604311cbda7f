import type { PortalPage, PortalRoute } from "../portal/server.ts";
import { html, otherEntries, planFamily, toEntries } from "./family-site.ts";
import { expectPlace } from "./places.ts";
import type { PlannedReport } from "./site.ts";

const place = expectPlace(8);
const perPage = 8;

/** A site that shows nothing without its scripts. */
export interface ScriptedSite {
  readonly routes: Readonly<Record<string, PortalRoute>>;
  readonly start: string;
  readonly reports: readonly PlannedReport[];
}

/**
 * The list comes as JSON and is put up by a script, and so is every report. Beside that it has what no text needs: style,
 * pictures, letters, a counter on another host.
 */
export function scriptedSite(seed = 81): ScriptedSite {
  const { reports, routes: plain } = planFamily(
    seed,
    place,
    (_, ordinal) => `/zfxxgk/nb/${100 + ordinal}.html`,
    1,
  );
  const shells = reports.map(({ path }): [string, PortalRoute] => [path, articleShell(path)]);
  const articles = new Map(reports.map(({ path }) => [path, toBody(plain[path])]));
  const entries = [...toEntries(reports), ...otherEntries(place, "/zfxxgk/")];
  return {
    routes: {
      ...Object.fromEntries(shells),
      "/zfxxgk/nb/": listShell(),
      "/static/list.js": script(LIST_SCRIPT),
      "/static/article.js": script(ARTICLE_SCRIPT),
      "/static/site.css": { body: "body{color:red}", contentType: "text/css" },
      "/api/list": ({ url }) => json(entries.slice(0, Number(url.searchParams.get("rows")))),
      "/api/article": ({ url }) => json({ body: articles.get(url.searchParams.get("path") ?? "") }),
    },
    start: "/zfxxgk/nb/",
    reports,
  };
}

const dress = `<link rel="stylesheet" href="/static/site.css"><img src="/static/logo.png">`;

function listShell(): PortalPage {
  return html(
    "政府信息公开年报",
    `${dress}<div id="app"></div><script src="/static/list.js"></script>`,
  );
}

function articleShell(path: string): PortalPage {
  const config = `window.article = ${JSON.stringify(path)}`;
  return html(
    "政府信息公开",
    `${dress}<div id="app">正在加载…</div><script>${config}</script><script src="/static/article.js"></script>`,
  );
}

const LIST_SCRIPT = `fetch("/api/list?rows=${perPage * 10}").then((answer) => answer.json()).then((entries) => {
  const list = document.createElement("ul");
  for (const { path, text, date } of entries) {
    const item = list.appendChild(document.createElement("li"));
    const link = item.appendChild(document.createElement("a"));
    link.href = path;
    link.textContent = text;
    item.appendChild(document.createElement("span")).textContent = date;
  }
  document.getElementById("app").replaceChildren(list);
});`;

const ARTICLE_SCRIPT = `const request = new XMLHttpRequest();
request.open("GET", "/api/article?path=" + encodeURIComponent(window.article));
request.onload = () => {
  document.getElementById("app").innerHTML = JSON.parse(request.responseText).body;
};
request.send();`;

/** <body>…</body> */
const bodyElement = /<body[^>]*>([\s\S]*)<\/body>/;

function toBody(route: PortalRoute | undefined): string {
  if (route === undefined || typeof route === "function") throw new Error("a page was expected");
  const text = typeof route.body === "string" ? route.body : new TextDecoder().decode(route.body);
  return bodyElement.exec(text)?.[1] ?? text;
}

const script = (body: string): PortalPage => ({ body, contentType: "text/javascript" });
const json = (value: unknown): PortalPage => ({
  body: JSON.stringify(value),
  contentType: "application/json; charset=utf-8",
});
