import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Words } from "../words.ts";
import { originalStyle } from "./original-style-data.ts";

/** Nothing runs, nothing is fetched, nothing is sent; only a person's click leads out of the frame, to the report. */
export const ORIGINAL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

/** The whole document that stands in the frame beside a report. */
export function OriginalPage(given: {
  readonly words: Words;
  readonly title: string;
  readonly note: Child;
  readonly children?: Child;
}) {
  const { words, title, note, children } = given;
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={words.locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{words.original.of(title)}</title>
          <style>{raw(originalStyle)}</style>
        </head>
        <body>
          <p class="note">{note}</p>
          <main lang="zh">{children}</main>
        </body>
      </html>
    </>
  );
}
