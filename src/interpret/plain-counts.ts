/** 一百二十三件, 两件, 十余条, 三万元: numerals with a unit of what reports count */
const COUNTED =
  /(?<![〇零一二两三四五六七八九十百千万])([〇零一二两三四五六七八九十百千万]{1,12})(?=[余多几]?(?:件|条|篇|宗|份|例|起|项|元|万元|人次|次))/g;
/** 第一件, 每一件, 同一件: no count */
const ORDINAL = /[第每逐某同任另哪这那]$/;
const WHITE_SPACE = /\s+/g;

const DIGITS = new Map([..."零一二三四五六七八九"].map((digit, value) => [digit, value] as const));
DIGITS.set("〇", 0);
DIGITS.set("两", 2);
const UNITS = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);
const TEN_THOUSAND = "万";

/**
 * A sentence as it is searched for counts: without white space, in half-width forms, counted Chinese numerals as digits.
 * 收到 申请一百二十三件 → 收到申请123件
 */
export function toPlainCounts(sentence: string): string {
  const plain = sentence.normalize("NFKC").replace(WHITE_SPACE, "");
  return plain.replace(COUNTED, (numeral, _group, at: number) => {
    if (ORDINAL.test(plain.slice(0, at))) return numeral;
    const number = readNumeral(numeral);
    return number === undefined ? numeral : String(number);
  });
}

/** 一百零三 → 103, 二〇 → 20, 三万 → 30000; undefined if it is no number */
export function readNumeral(numeral: string): number | undefined {
  const [high = "", low, ...more] = numeral.split(TEN_THOUSAND);
  if (more.length > 0) return undefined;
  const first = readBelowTenThousand(high);
  if (low === undefined) return first;
  const rest = low === "" ? 0 : readBelowTenThousand(low);
  return first === undefined || rest === undefined || high === ""
    ? undefined
    : first * 10_000 + rest;
}

function readBelowTenThousand(numeral: string): number | undefined {
  const characters = [...numeral];
  if (!characters.some((character) => UNITS.has(character))) return readDigits(characters);
  let sum = 0;
  let digit: number | undefined;
  for (const character of characters) {
    const unit = UNITS.get(character);
    if (unit === undefined) digit = DIGITS.get(character);
    else {
      // 十二 has no digit before its ten.
      sum += (digit ?? 1) * unit;
      digit = undefined;
    }
  }
  return sum + (digit ?? 0);
}

/** 二〇 as printed digit by digit; 二三件 is more likely two or three. */
function readDigits(digits: readonly string[]): number | undefined {
  if (digits.length === 0) return undefined;
  if (digits.length > 1 && !digits.some((digit) => DIGITS.get(digit) === 0)) return undefined;
  return Number(digits.map((digit) => DIGITS.get(digit) ?? 0).join(""));
}
