/** The longest name of a variable in Stata; longer ones are cut there, and then no longer differ. */
export const MAX_NAME = 32;

/** Words of long names beside what stands for them; an empty one is left out. */
const SHORT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    administrative: "admin",
    affairs: "affair",
    and: "",
    by: "",
    compiled: "compil",
    complaint: "compl",
    corrected: "corr",
    correction: "corr",
    denied: "deny",
    denominator: "den",
    duplicate: "dupl",
    enforcement: "enforce",
    excessive: "excess",
    granted: "grant",
    information: "info",
    internal: "intern",
    legal: "legal",
    litigation: "litig",
    natural: "nat",
    numerator: "num",
    organization: "org",
    other: "oth",
    partially: "part",
    processed: "proc",
    prohibited: "prohib",
    public: "pub",
    publication: "publ",
    reconfirmation: "reconf",
    reconsideration: "recon",
    rights: "",
    safety: "safe",
    services: "serv",
    stability: "stab",
    unavailable: "unavail",
    unprocessed: "unproc",
  }),
);

/**
 * A column's name in exported files: its own where that has at most 32 characters, else with its words shortened. It
 * depends on the name alone, so that no other column ever changes it.
 */
export function toShortName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  return name.split("__").map(shortenWords).join("__");
}

function shortenWords(part: string): string {
  return part
    .split("_")
    .map((word) => SHORT_WORDS.get(word) ?? word)
    .filter((word) => word !== "")
    .join("_");
}
