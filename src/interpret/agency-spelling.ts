import { toStem } from "../model/division-names.ts";
import { type Division, listDivisions, listParents, spellDivision } from "../model/divisions.ts";

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

type Forms = ReadonlyMap<string, readonly Division[]>;

interface Spelling {
  readonly stem: readonly string[];
  readonly kind: string;
}

/** tongbai, tongbaixian; made when the first host is asked, in a few milliseconds. */
let wholeForms: Forms | undefined;
/** tb, tbx; zhsh where a sound has two letters. Most hosts are known by a whole name and never need them. */
let shortForms: Forms | undefined;
/** Only of today: a host names what stands there now, whatever year the report is for. */
let spellings: readonly (readonly [Division, Spelling])[] | undefined;
const prefixes = new Map<Division, ReadonlySet<string>>();

function whole(): Forms {
  wholeForms ??= groupByForm(listWholeForms);
  return wholeForms;
}

function short(): Forms {
  shortForms ??= groupByForm(listShortForms);
  return shortForms;
}

function groupByForm(list: (spelling: Spelling) => readonly string[]): Forms {
  spellings ??= listDivisions()
    .filter(({ to }) => to === "")
    .map((division) => [division, toSpelling(division)]);
  const groups = new Map<string, Division[]>();
  for (const [division, spelling] of spellings) {
    for (const form of list(spelling)) {
      const group = groups.get(form);
      if (group === undefined) groups.set(form, [division]);
      else group.push(division);
    }
  }
  return groups;
}

function toSpelling(division: Division): Spelling {
  const syllables = spellDivision(division);
  const stem = syllables.slice(0, toStem(division).length);
  return { stem, kind: syllables[syllables.length - 1] ?? "" };
}

/** A bare name of one character (jia of 佳县) is too little to go by. */
function listWholeForms({ stem, kind }: Spelling): readonly string[] {
  const name = stem.join("");
  return stem.length > 1 ? [name, name + kind] : [name + kind];
}

function listShortForms({ stem, kind }: Spelling): readonly string[] {
  const end = kind.slice(0, 1);
  const initials = toInitials(stem);
  const forms = initials.length > 1 ? [initials, initials + end] : [initials + end];
  const sounds = toSounds(stem);
  if (sounds === initials) return forms;
  return [...forms, sounds, sounds + end];
}

function toInitials(syllables: readonly string[]): string {
  let initials = "";
  for (const syllable of syllables) initials += syllable.charAt(0);
  return initials;
}

function toSounds(syllables: readonly string[]): string {
  let sounds = "";
  // Of all initial sounds only zh, ch and sh have two letters, and no other second letter is h.
  for (const syllable of syllables) sounds += syllable.slice(0, syllable.charAt(1) === "h" ? 2 : 1);
  return sounds;
}

/**
 * Divisions of today that a label of a host name or a folder of an address may stand for: by the whole name (dean,
 * lushixian), by a parent's before it (sxjiaxian, dlweishan), or by initials (wqx, hbdw), which many share.
 */
export function listLabelDivisions(label: string): readonly Division[] {
  const bare = label.replace(LABEL_END, "");
  const labels = bare === label ? [label] : [label, bare];
  const tiers = [
    () => labels.flatMap((text) => whole().get(text) ?? []),
    () => labels.flatMap((text) => listPrefixed(text, whole())),
    () => labels.flatMap((text) => [...(short().get(text) ?? []), ...listPrefixed(text, short())]),
  ];
  for (const list of tiers) {
    const divisions = list();
    if (divisions.length > 0) return [...new Set(divisions)];
  }
  return [];
}

function listPrefixed(label: string, forms: Forms): Division[] {
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
