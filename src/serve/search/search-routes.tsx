import type { Hono } from "hono";
import { type PassageText, readPassages } from "../../store/browse/passages.ts";
import { type Found, MOST_COUNTED } from "../../store/browse/search-index.ts";
import { searchListing } from "../../store/browse/search-listing.ts";
import { listTerms } from "../../store/browse/search-words.ts";
import { TextField } from "../choice.tsx";
import { NotFound } from "../error-page.tsx";
import { Page, type PageContext } from "../page.tsx";
import { Pages } from "../pages.tsx";
import { toAddress } from "../parameters.ts";
import { answerListing, FORMATS, toTakeAway } from "../take-away.ts";
import type { Bench } from "../workbench.ts";
import { findSentence } from "./sentence.ts";

const PER_PAGE = 25;
const ANY_PAGE = { least: 1, most: 400 } as const;

/** Full text over titles and sections. */
export function addSearch(app: Hono, bench: Bench): void {
  app.get("/search", (context) => {
    const given = bench.parameters(context);
    const typed = given.findText("q");
    const page = (given.findNumber("page", ANY_PAGE) ?? 1) - 1;
    const format = given.findChoice("format", FORMATS);
    const { store, search } = bench;
    if (format !== undefined) {
      if (search === undefined) throw new NotFound("noSearch");
      return answerListing(store, searchListing(store, search, typed ?? ""), format);
    }
    const found = typed === undefined ? undefined : search?.find(typed, page * PER_PAGE, PER_PAGE);
    const texts = found === undefined ? [] : readPassages(store, found.passages);
    return context.html(
      <SearchPage
        context={bench.pageContext(context)}
        isThere={search !== undefined}
        typed={typed}
        page={page}
        found={found}
        texts={texts}
      />,
    );
  });
}

function SearchPage(given: {
  readonly context: PageContext;
  readonly isThere: boolean;
  readonly typed: string | undefined;
  readonly page: number;
  readonly found: Found | undefined;
  readonly texts: readonly PassageText[];
}) {
  const { context, isThere, typed, page, found, texts } = given;
  const { words } = context;
  const pages = Math.ceil((found?.all ?? 0) / PER_PAGE);
  return (
    <Page
      context={context}
      title={typed ?? words.search.title}
      view="search"
      shape="text"
      {...(found !== undefined && { takeAway: toTakeAway("/search", { q: typed }) })}
    >
      <h1>{words.search.title}</h1>
      <p class="quiet">{words.search.lead}</p>
      <search>
        <form class="filters" method="get" action="/search">
          <TextField name="q" label={words.search.label} value={typed} />
          <button type="submit">{words.search.button}</button>
        </form>
      </search>
      {!isThere && <p class="banner">{words.search.notThere}</p>}
      {found !== undefined && <Amount found={found} context={context} />}
      {texts.map((text) => (
        <Hit hit={text} typed={typed ?? ""} context={context} />
      ))}
      {pages > 1 && (
        <Pages
          words={words}
          page={page}
          pages={pages}
          toPage={(number) => toAddress("/search", { q: typed, page: number + 1 })}
        />
      )}
    </Page>
  );
}

function Amount({ found, context }: { readonly found: Found; readonly context: PageContext }) {
  const { words } = context;
  const { all, indexed, reports } = found;
  return (
    <>
      {indexed < reports && <p class="banner">{words.search.building(indexed, reports)}</p>}
      <p class="quiet" role="status">
        {all >= MOST_COUNTED ? words.search.many(MOST_COUNTED) : words.search.amount(all)}
      </p>
    </>
  );
}

function Hit(given: {
  readonly hit: PassageText;
  readonly typed: string;
  readonly context: PageContext;
}) {
  const { hit, typed, context } = given;
  const { words } = context;
  const { reportId, agency, year, title, section, heading } = hit;
  const hash = section === null ? "" : `#section.${section}`;
  return (
    <article class="hit">
      <a href={`/reports/${reportId}${hash}`} lang="zh-CN">
        {title ?? `${agency ?? words.report.unnamed} ${year}`}
      </a>
      {section !== null && (
        <span class="quiet small">
          {" "}
          {words.report.section(section)} <span lang="zh-CN">{heading}</span>
        </span>
      )}
      <p lang="zh-CN">
        {findSentence(hit.text, listTerms(typed)).map(({ text, isFound }) =>
          isFound ? <mark>{text}</mark> : text,
        )}
      </p>
    </article>
  );
}
