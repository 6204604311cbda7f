import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import type { Random } from "../sample/random.ts";

/** One way to spoil a document; the same seed of `random` spoils it in the same way. */
export type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

/** <td colspan="2">, </w:tr>, <o:p/> */
const TAG = /<\/?[a-zA-Z][^<>]*>/g;
/** colspan="2", w:val='12' */
const NUMBER_IN_TAG = /(["'])(\d+)\1/g;
const EXTREMES = ["0", "-1", "1", "999", "65536", "2147483648", "99999999999999999999", "1e9", ""];
const EXTREME_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff];
const STRANGE_TAGS =
  "<td> </td> <tr> </tr> <table> </table> <div> </div> <p> </p> <span> <!-- --> <br> <pre> <th> <script> <style> <td/> <w:p> </w:p> <w:tc> </w:tc> <w:tr> </w:tr> <w:tbl> </w:tbl> <w:del> </w:del> <c> </c> <row> </row>".split(
    " ",
  );
const LONGEST_RANGE = 4_000;

/** Damage that knows nothing of the format. */
export const mutateBytes: Mutation = (bytes, random) =>
  random.pick([flipBits, setExtremes, cutOff, deleteRange, repeatRange, swapRanges])(bytes, random);

const flipBits: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  for (let times = random.integer(1, 8); times > 0; times -= 1) {
    const at = random.integer(0, bytes.length - 1);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.integer(0, 7));
  }
  return changed;
};

const setExtremes: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  const at = random.integer(0, bytes.length - 1);
  changed.fill(random.pick(EXTREME_BYTES), at, at + random.integer(1, 8));
  return changed;
};

const cutOff: Mutation = (bytes, random) => bytes.slice(0, random.integer(1, bytes.length - 1));

const deleteRange: Mutation = (bytes, random) => {
  const { from, to } = range(bytes.length, random);
  return join(bytes.subarray(0, from), bytes.subarray(to));
};

const repeatRange: Mutation = (bytes, random) => {
  const { from, to } = range(bytes.length, random);
  return join(bytes.subarray(0, to), bytes.subarray(from));
};

const swapRanges: Mutation = (bytes, random) => {
  const { from, to } = range(bytes.length, random);
  const middle = random.integer(from, to);
  return join(
    bytes.subarray(0, from),
    bytes.subarray(middle, to),
    bytes.subarray(from, middle),
    bytes.subarray(to),
  );
};

function range(length: number, random: Random): { from: number; to: number } {
  const from = random.integer(0, length - 1);
  return { from, to: Math.min(length, from + random.integer(1, LONGEST_RANGE)) };
}

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Damage to the tags of a text in UTF-8; its text stays, but for what stands between tags that go together. */
export const mutateTags: Mutation = (bytes, random) => {
  const text = strFromU8(bytes);
  const tags = [...text.matchAll(TAG)].map(({ 0: tag, index }) => ({ tag, index }));
  if (tags.length === 0) return mutateBytes(bytes, random);
  const edit = random.pick([
    dropTag,
    repeatTag,
    strangeTag,
    extremeNumber,
    dropStretch,
    repeatStretch,
  ]);
  return strToU8(edit(text, tags, random));
};

interface Tag {
  readonly tag: string;
  readonly index: number;
}
type Edit = (text: string, tags: readonly Tag[], random: Random) => string;

const replace = (text: string, { tag, index }: Tag, by: string): string =>
  text.slice(0, index) + by + text.slice(index + tag.length);

const dropTag: Edit = (text, tags, random) => replace(text, random.pick(tags), "");
const repeatTag: Edit = (text, tags, random) => {
  const tag = random.pick(tags);
  return replace(text, tag, tag.tag.repeat(random.pick([2, 2, 2, 5, 300])));
};
const strangeTag: Edit = (text, tags, random) =>
  replace(text, random.pick(tags), random.pick(STRANGE_TAGS));

const extremeNumber: Edit = (text, tags, random) => {
  const numbered = tags.filter(({ tag }) => tag.search(NUMBER_IN_TAG) !== -1);
  if (numbered.length === 0) return dropTag(text, tags, random);
  const chosen = random.pick(numbered);
  const extreme = random.pick(EXTREMES);
  return replace(text, chosen, chosen.tag.replace(NUMBER_IN_TAG, `$1${extreme}$1`));
};

const dropStretch: Edit = (text, tags, random) => {
  const [from, to] = stretch(tags, random);
  return text.slice(0, from) + text.slice(to);
};
const repeatStretch: Edit = (text, tags, random) => {
  const [from, to] = stretch(tags, random);
  return text.slice(0, to) + text.slice(from);
};

function stretch(tags: readonly Tag[], random: Random): [number, number] {
  const first = random.integer(0, tags.length - 1);
  const last = Math.min(tags.length - 1, first + random.integer(1, 40));
  return [tags[first]?.index ?? 0, tags[last]?.index ?? 0];
}

/** Damage to one part of a ZIP package, packed again as if nothing had happened. */
export const mutatePart: Mutation = (bytes, random) => {
  const parts: Zippable = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/.test(name));
  const main = names.filter((name) => /document\.xml$|sheet\d*\.xml$/.test(name));
  const name = random.chance(0.8) ? random.pick(main) : random.pick(names);
  const part = parts[name];
  if (!(part instanceof Uint8Array)) return bytes;
  parts[name] = random.pick([mutateTags, mutateTags, mutateBytes])(part, random);
  return zipSync(parts);
};

/** Damage to lines and tabs of a text. */
export const mutateLines: Mutation = (bytes, random) => {
  const pieces = strFromU8(bytes).split(/(?<=[\t\n])/);
  const at = random.integer(0, pieces.length - 1);
  const count = random.pick([1, 1, 1, 2, 7, 30]);
  const piece = pieces[at] ?? "";
  const changed = random.pick([
    (): string[] => pieces.toSpliced(at, 1, piece.slice(0, -1)),
    (): string[] => pieces.toSpliced(at, 1, `${piece}${piece.at(-1) ?? ""}`),
    (): string[] => pieces.toSpliced(at, count),
    (): string[] => pieces.toSpliced(at, 0, ...pieces.slice(at, at + count)),
    (): string[] =>
      pieces.toSpliced(at, 1, piece.replace(/[\t\n]$/, random.pick(["\t", "\n", " ", "\r"]))),
  ])();
  return strToU8(changed.join(""));
};
