import { START } from "./0001-start.ts";
import { FETCH_LABEL } from "./0002-fetch-label.ts";
import { EXTRA_CELLS } from "./0003-extra-cells.ts";
import { PAGE_PICTURES } from "./0004-page-pictures.ts";
import { CROSSWALK } from "./0005-crosswalk.ts";
import { FETCH_EFFORT } from "./0006-fetch-effort.ts";
import { RENDERINGS } from "./0007-renderings.ts";
import { ROBOTS_AND_PROMISES } from "./0008-robots-and-promises.ts";
import { AGENCIES_OF_A_DIVISION } from "./0009-agencies-of-a-division.ts";
import { ORGANS } from "./0010-organs.ts";
import { CORRECTIONS } from "./0011-corrections.ts";
import { OWN_TABLES } from "./0012-own-tables.ts";
import { HOST_RESTS } from "./0013-host-rests.ts";

/** Every step of the schema, oldest first. A published step is never edited: the next one mends it. */
export const MIGRATIONS: readonly string[] = [
  START,
  FETCH_LABEL,
  EXTRA_CELLS,
  PAGE_PICTURES,
  CROSSWALK,
  FETCH_EFFORT,
  RENDERINGS,
  ROBOTS_AND_PROMISES,
  AGENCIES_OF_A_DIVISION,
  ORGANS,
  CORRECTIONS,
  OWN_TABLES,
  HOST_RESTS,
];
