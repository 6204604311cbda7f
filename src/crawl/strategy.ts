import type { Source } from "../model/source.ts";
import { type Discovery, type DiscoveryOptions, discover, type LinkedPage } from "./discover.ts";

/** A way of finding reports on a family of sites. */
export interface Strategy {
  readonly name: string;
  discover(page: LinkedPage, options: DiscoveryOptions): Discovery;
}

const general: Strategy = { name: "general", discover };

/** How a source is crawled, and what it asks for that is not served. */
export interface ChosenStrategy {
  readonly strategy: Strategy;
  readonly notes: readonly string[];
}

/** The strategy for a source. Wishes that cannot be met are said, not dropped. */
export function chooseStrategy(source: Source): ChosenStrategy {
  const notes: string[] = [];
  if (source.adapter !== "auto" && source.adapter !== general.name) {
    notes.push(
      `adapter ${JSON.stringify(source.adapter)} is not in this version: the general strategy was used`,
    );
  }
  if (source.render === "browser") {
    notes.push('render "browser" is not in this version: pages were fetched over plain HTTP');
  }
  return { strategy: general, notes };
}
