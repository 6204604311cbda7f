import { START } from "./0001-start.ts";

/** Every step of the schema, oldest first. A published step is never edited: the next one mends it. */
export const MIGRATIONS: readonly string[] = [START];
