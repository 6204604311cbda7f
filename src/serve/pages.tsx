import type { Words } from "./words.ts";

/** Leads to the pages beside the one that is shown. */
export function Pages(given: {
  readonly words: Words;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly toPage: (page: number) => string;
  readonly remark?: string;
}) {
  const { words, page, pages, toPage, remark } = given;
  const { pageOf, previous, next } = words.paging;
  const place = pageOf(page + 1, pages);
  return (
    <nav class="pages" aria-label={place}>
      {page > 0 && (
        <a rel="previous" href={toPage(page - 1)}>
          {previous}
        </a>
      )}
      <span class="quiet">{remark === undefined ? place : `${place} · ${remark}`}</span>
      {page + 1 < pages && (
        <a rel="next" href={toPage(page + 1)}>
          {next}
        </a>
      )}
    </nav>
  );
}
