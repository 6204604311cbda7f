/** 二〇二三年, 二O一八年, 二○二四 年度 */
const YEAR = /([一二][零〇○OoＯ0一二三四五六七八九]{3})(?=\s?年)/g;
/** 十二月, 三十一日: only after a year or a month, since 二十日内 is no date. */
const MONTH_OR_DAY =
  /(?<=[年月]\s?)([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s?[月日])/g;
const DIGITS: ReadonlyMap<string, number> = new Map([
  ..."零〇○OoＯ0".split("").map((digit): [string, number] => [digit, 0]),
  ..."一二三四五六七八九".split("").map((digit, at): [string, number] => [digit, at + 1]),
]);
/** Offset of the full-width forms ０ to ９ from 0 to 9. */
const FULL_WIDTH_OFFSET = 0xfee0;
const FULL_WIDTH_DIGIT = /[０-９]/g;

/** The text with its dates in plain digits: 二O一八年一月五日 → 2018年1月5日, ２０２４年 → 2024年. */
export function toPlainDates(text: string): string {
  return text
    .replace(FULL_WIDTH_DIGIT, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_OFFSET),
    )
    .replace(YEAR, (year) => [...year].map(toDigit).join(""))
    .replace(MONTH_OR_DAY, (number) => String(toNumber(number)));
}

function toDigit(digit: string): number {
  return DIGITS.get(digit) ?? 0;
}

/** 十 → 10, 二十 → 20, 三十一 → 31 */
function toNumber(number: string): number {
  const [tens, ones] = number.split("十");
  if (ones === undefined) return toDigit(number);
  return (tens === "" ? 1 : toDigit(tens ?? "")) * 10 + (ones === "" ? 0 : toDigit(ones));
}
