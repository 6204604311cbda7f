import { toStem } from "../model/division-names.ts";
import { type Division, listDivisions, listParents, spellDivision } from "../model/divisions.ts";

/** The zh of zhou, the g of gang */
const INITIAL_SOUND = /^(?:[zcs]h|[a-z])/;
/** 中国 and 川 before a county's name: zgtongcheng, cnqingshi. */
const NATIONAL_PREFIXES = ["zg", "cn"];
/** Initials in use beside those of the full name: 陕西 (sx is 山西 too), 内蒙古, 黑龙江, 海南. */
const CUSTOMARY_INITIALS: ReadonlyMap<string, readonly string[]> = new Map([
  ["610000", ["sn"]],
  ["150000", ["nm"]],
  ["230000", ["hl"]],
  ["460000", ["hi"]],
  ["500000", ["cqs"]],
]);
/** What stands after a place in a label of a host or a folder: tongbaizf, tbxrmzf, yzcity. */
const LABEL_END = /(?:rmzf|zfw|zf|gov|city|xxgk|rmzfbgs)$/;
const SHORTEST_CORE = 2;

interface SpellingIndex {
  /** tongbai, tongbaixian */
  readonly whole: ReadonlyMap<string, readonly Division[]>;
  /** tb, tbx; zhsh where a sound has two letters */
  readonly short: ReadonlyMap<string, readonly Division[]>;
}

interface Spelling {
  readonly stem: readonly string[];
  readonly kind: readonly string[];
}

let index: SpellingIndex | undefined;
const prefixes = new Map<Division, ReadonlySet<string>>();

function spellingIndex(): SpellingIndex {
  index ??= buildIndex();
  return index;
}

function buildIndex(): SpellingIndex {
  const whole = new Map<string, Division[]>();
  const short = new Map<string, Division[]>();
  for (const division of listDivisions()) {
    // A host names what stands there today, whatever year the report is for.
    if (division.to !== "") continue;
    const spelling = toSpelling(division);
    for (const form of listWholeForms(spelling)) add(whole, form, division);
    for (const form of listShortForms(spelling)) add(short, form, division);
  }
  return { whole, short };
}

function add(groups: Map<string, Division[]>, form: string, division: Division): void {
  const group = groups.get(form);
  if (group === undefined) groups.set(form, [division]);
  else if (!group.includes(division)) group.push(division);
}

function toSpelling(division: Division): Spelling {
  const syllables = spellDivision(division);
  const length = toStem(division).length;
  return { stem: syllables.slice(0, length), kind: syllables.slice(-1) };
}

/** A bare name of one character (jia of 佳县) is too little to go by. */
function listWholeForms({ stem, kind }: Spelling): string[] {
  const name = stem.join("");
  const withKind = `${name}${kind.join("")}`;
  return stem.length > 1 ? [name, withKind] : [withKind];
}

function listShortForms({ stem, kind }: Spelling): string[] {
  const end = toInitials(kind);
  const forms = [toInitials(stem), toSounds(stem)].flatMap((form) => [form, form + end]);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_CORE);
}

function toInitials(syllables: readonly string[]): string {
  return syllables.map((syllable) => syllable.slice(0, 1)).join("");
}

function toSounds(syllables: readonly string[]): string {
  return syllables.map((syllable) => INITIAL_SOUND.exec(syllable)?.[0] ?? "").join("");
}

/**
 * Divisions of today that a label of a host name or a folder of an address may stand for: by the whole name (dean,
 * lushixian), by a parent's before it (sxjiaxian, dlweishan), or by initials (wqx, hbdw), which many share.
 */
export function listLabelDivisions(label: string): readonly Division[] {
  const { whole, short } = spellingIndex();
  const bare = label.replace(LABEL_END, "");
  const labels = bare === label ? [label] : [label, bare];
  const tiers = [
    () => labels.flatMap((text) => whole.get(text) ?? []),
    () => labels.flatMap((text) => listPrefixed(text, whole)),
    () => labels.flatMap((text) => [...(short.get(text) ?? []), ...listPrefixed(text, short)]),
  ];
  for (const list of tiers) {
    const divisions = list();
    if (divisions.length > 0) return [...new Set(divisions)];
  }
  return [];
}

function listPrefixed(label: string, forms: SpellingIndex["whole"]): Division[] {
  const found: Division[] = [];
  for (let at = SHORTEST_CORE; at <= label.length - SHORTEST_CORE; at += 1) {
    const prefix = label.slice(0, at);
    const named = forms.get(label.slice(at)) ?? [];
    found.push(...named.filter((division) => listPrefixes(division).has(prefix)));
  }
  return found;
}

/** Everything that may stand before a division's name: zg, its province's or prefecture's name or initials, or both. */
function listPrefixes(division: Division): ReadonlySet<string> {
  const known = prefixes.get(division);
  if (known !== undefined) return known;
  const listed = new Set(NATIONAL_PREFIXES);
  const parents = listParents(division);
  for (const parent of parents) {
    for (const form of listParentForms(parent)) listed.add(form);
  }
  const [near, far] = parents.map((parent) => toInitials(toSpelling(parent).stem));
  if (near !== undefined && far !== undefined) listed.add(far + near);
  prefixes.set(division, listed);
  return listed;
}

function listParentForms(parent: Division): string[] {
  const spelling = toSpelling(parent);
  const customary = CUSTOMARY_INITIALS.get(parent.code) ?? [];
  return [...listWholeForms(spelling), ...listShortForms(spelling), ...customary];
}
