import picocolors from "picocolors";

const { FORCE_COLOR, NO_COLOR } = process.env;
const isWanted =
  (NO_COLOR ?? "") === "" && (process.stdout.isTTY === true || (FORCE_COLOR ?? "") !== "");

/** Colours for a terminal. The library alone would also colour what a CI machine collects in a file. */
export const color = picocolors.createColors(isWanted);
