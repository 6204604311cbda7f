/** Number formats of lists, by the names that DOCX gives them. */
export type NumberFormat = string;

const CHINESE_DIGITS = "零一二三四五六七八九";
const CHINESE_PLACES = ["", "十", "百", "千"];
const HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸";
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];
const FULL_WIDTH_ZERO = 0xff10;
const CIRCLED_ONE = 0x2460;
/** ⒈ and ⑴ */
const FULL_STOP_ONE = 0x2488;
const PARENTHESISED_ONE = 0x2474;
/** Each of these series ends at 20. */
const MAX_ENCLOSED = 20;
const LETTERS = 26;
/** Longer lists than this are not numbered in words. */
const MAX_IN_WORDS = 9_999;

const enclosedFrom =
  (one: number) =>
  (value: number): string =>
    value >= 1 && value <= MAX_ENCLOSED ? String.fromCharCode(one + value - 1) : String(value);

const WRITERS: ReadonlyMap<NumberFormat, (value: number) => string> = new Map([
  ["none", () => ""],
  ["bullet", () => ""],
  ["decimal", String],
  ["decimalZero", (value: number) => String(value).padStart(2, "0")],
  ["decimalFullWidth", toFullWidth],
  ["decimalFullWidth2", toFullWidth],
  ["decimalEnclosedCircle", enclosedFrom(CIRCLED_ONE)],
  ["decimalEnclosedCircleChinese", enclosedFrom(CIRCLED_ONE)],
  ["decimalEnclosedFullstop", enclosedFrom(FULL_STOP_ONE)],
  ["decimalEnclosedParen", enclosedFrom(PARENTHESISED_ONE)],
  ["chineseCounting", toChinese],
  ["chineseCountingThousand", toChinese],
  ["japaneseCounting", toChinese],
  ["taiwaneseCounting", toChinese],
  ["taiwaneseCountingThousand", toChinese],
  ["ideographDigital", toChineseDigits],
  ["taiwaneseDigital", toChineseDigits],
  ["ideographTraditional", toStem],
  ["lowerLetter", toLetter],
  ["upperLetter", (value: number) => toLetter(value).toUpperCase()],
  ["lowerRoman", toRoman],
  ["upperRoman", (value: number) => toRoman(value).toUpperCase()],
]);

/** A list's number as it is printed: 12 as 十二, xii or １２. */
export function toListNumber(value: number, format: NumberFormat): string {
  if (value < 0) return String(value);
  return (WRITERS.get(format) ?? String)(value);
}

function toChinese(value: number): string {
  if (value === 0 || value > MAX_IN_WORDS) return value === 0 ? "零" : String(value);
  let words = "";
  let isZeroPending = false;
  const digits = [...String(value)].map(Number);
  digits.forEach((digit, index) => {
    if (digit === 0) {
      isZeroPending = words !== "";
      return;
    }
    words += `${isZeroPending ? "零" : ""}${CHINESE_DIGITS[digit]}${CHINESE_PLACES[digits.length - 1 - index]}`;
    isZeroPending = false;
  });
  return value >= 10 && value < 20 ? words.slice(1) : words;
}

function toChineseDigits(value: number): string {
  return [...String(value)]
    .map((digit) => (digit === "0" ? "〇" : CHINESE_DIGITS[Number(digit)]))
    .join("");
}

function toFullWidth(value: number): string {
  return [...String(value)]
    .map((digit) => String.fromCharCode(FULL_WIDTH_ZERO + Number(digit)))
    .join("");
}

function toStem(value: number): string {
  return HEAVENLY_STEMS[value - 1] ?? String(value);
}

/** a to z, then aa, bb, cc. */
function toLetter(value: number): string {
  if (value < 1 || value > LETTERS * LETTERS) return String(value);
  const letter = String.fromCharCode("a".charCodeAt(0) + ((value - 1) % LETTERS));
  return letter.repeat(Math.ceil(value / LETTERS));
}

function toRoman(value: number): string {
  if (value > MAX_IN_WORDS) return String(value);
  let rest = value;
  let roman = "";
  for (const [worth, letters] of ROMAN) {
    while (rest >= worth) {
      roman += letters;
      rest -= worth;
    }
  }
  return roman;
}
