import { START } from "./0001-start.ts";
import { FETCH_LABEL } from "./0002-fetch-label.ts";
import { EXTRA_CELLS } from "./0003-extra-cells.ts";
import { CROSSWALK } from "./0004-crosswalk.ts";

/** Every step of the schema, oldest first. A published step is never edited: the next one mends it. */
export const MIGRATIONS: readonly string[] = [START, FETCH_LABEL, EXTRA_CELLS, CROSSWALK];
