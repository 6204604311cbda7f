/**
 * Where in a document something was read. All counts start at 1.
 * - `table/row/column`: the n-th `<table>` of the document, the n-th row of it, the n-th cell of that row
 *   as written (a cell that spans counts once, and a cell spanning down from an earlier row not at all).
 *   Of a page that carries its article as data for its script: the tables of the article come after the page's own.
 *   Of a Word document: the n-th table in the order in which they begin, tables in cells included. Of a workbook: the
 *   n-th sheet and the row and column of the sheet (B7 is row 7, column 2), whether all of them are shown or not.
 * - `paragraph`: the n-th block of text of the document, tables not counted.
 * - `line`, `field`: the line of a text file and the tab-separated field in it.
 * - `page`, `box`: the page and [left, top, right, bottom] in points from its upper left corner.
 * - `picture`, `box`: the n-th picture of the document and the same edges in its pixels; a file that is a picture is its first.
 */
export type Locator =
  | { readonly table: number; readonly row: number; readonly column: number }
  | { readonly paragraph: number }
  | { readonly line: number; readonly field?: number }
  | { readonly page: number; readonly box: readonly [number, number, number, number] }
  | { readonly picture: number; readonly box: readonly [number, number, number, number] };
