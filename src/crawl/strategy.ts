import type { Source } from "../model/source.ts";
import { type Discovery, type DiscoveryOptions, discover, type LinkedPage } from "./discover.ts";
import { discoverAsFamily } from "./discover-family.ts";
import { families } from "./families/families.ts";
import type { Family } from "./family.ts";

/** A way of finding reports on the pages of a source. */
export interface Strategy {
  readonly name: string;
  discover(page: LinkedPage, options: DiscoveryOptions): Discovery;
}

const general: Strategy = { name: "general", discover };

/** Every family is asked page by page; what none recognises is read the general way. */
const auto: Strategy = {
  name: "auto",
  discover: (page, options) => {
    const family = findFamily(families, page);
    return family === undefined ? discover(page, options) : readAs(family, page, options);
  },
};

/** Names that `adapter` may have, beside `auto`. */
export const adapterNames: readonly string[] = [general.name, ...families.map(({ name }) => name)];

/** How a source is crawled, and what it asks for that is not served. */
export interface ChosenStrategy {
  readonly strategy: Strategy;
  readonly notes: readonly string[];
}

/** The strategy for a source. Wishes that cannot be met are said, not dropped. */
export function chooseStrategy(source: Source): ChosenStrategy {
  const notes: string[] = [];
  const strategy = findStrategy(source.adapter);
  if (strategy === undefined) {
    notes.push(
      `adapter ${JSON.stringify(source.adapter)} is not in this version: the general strategy was used`,
    );
  }
  return { strategy: strategy ?? general, notes };
}

function findStrategy(adapter: string): Strategy | undefined {
  if (adapter === auto.name) return auto;
  if (adapter === general.name) return general;
  const family = families.find(({ name }) => name === adapter);
  return family && toStrategy(family);
}

/** A family asked for by name: no other is asked, and a list without its marks is told of. */
function toStrategy(family: Family): Strategy {
  return {
    name: family.name,
    discover: (page, options) => {
      if (findFamily([family], page) !== undefined) return readAs(family, page, options);
      const discovery = discover(page, options);
      const isList = page.role === "list" || page.role === "start";
      if (!isList || page.wanted === "documents") return discovery;
      const reason = `no list of the family ${family.name}: it was read the general way`;
      return { ...discovery, left: [...discovery.left, { url: page.url, reason }] };
    },
  };
}

/** A report's own page is read alike everywhere, but for families whose reports name each other. */
function findFamily(asked: readonly Family[], page: LinkedPage): Family | undefined {
  const able =
    page.wanted === "documents" ? asked.filter(({ readsReports }) => readsReports) : asked;
  return able.find((family) => family.recognises(page));
}

/** A page that breaks its family is read the general way, and the run report says so. */
function readAs(family: Family, page: LinkedPage, options: DiscoveryOptions): Discovery {
  try {
    return discoverAsFamily(family, page, options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const discovery = discover(page, options);
    const reason = `the family ${family.name} could not read its list, so it was read the general way: ${message}`;
    return { ...discovery, left: [...discovery.left, { url: page.url, reason }] };
  }
}
