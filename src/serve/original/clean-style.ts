/** Properties that set text and tables, and cannot hide, move or fetch anything. */
const KEPT = new Set(
  "background-color border border-bottom border-collapse border-color border-left border-right border-style border-top border-width color font-style font-weight height margin margin-left padding text-align text-decoration text-indent vertical-align width".split(
    " ",
  ),
);
/** "1px solid #000", "rgb(0, 0, 0)", "50%"; no escapes, quotes, colons or slashes, so no address fits in */
const HARMLESS = /^[\w\s#%.,()+-]{1,80}$/;
const FUNCTION = /\b(?!rgba?\b|hsla?\b)[a-z-]+\s*\(/i;

/** The declarations of a style attribute that do nothing but set text; an empty string if none are left. */
export function cleanStyle(style: string): string {
  return style
    .split(";")
    .flatMap((declaration) => {
      const colon = declaration.indexOf(":");
      const property = declaration.slice(0, colon).trim().toLowerCase();
      const value = declaration.slice(colon + 1).trim();
      const isKept = colon > 0 && KEPT.has(property) && HARMLESS.test(value);
      return isKept && !FUNCTION.test(value) ? [`${property}: ${value}`] : [];
    })
    .join("; ");
}
