import type { Figures } from "./figures.ts";
import type { Organ } from "./places.ts";
import type { Random } from "./random.ts";

/** A number that the prose states. */
export interface Statement {
  readonly value: number;
  readonly unit: string;
  /** Cells whose sum it equals; empty if it has no cell, such as calls to the 12345热线. */
  readonly cells: readonly string[];
}

export interface Prose {
  readonly overview: readonly string[];
  readonly problems: readonly string[];
  readonly other: readonly string[];
  readonly statements: readonly Statement[];
}

interface Writer {
  readonly agency: string;
  readonly organ: Organ;
  readonly year: number;
  readonly random: Random;
  readonly figures: Figures;
  readonly state: (value: number, unit: string, ...cells: readonly string[]) => string;
}

/** The words of a report, its numbers in agreement with the figures. */
export function writeProse(
  agency: string,
  organ: Organ,
  year: number,
  figures: Figures,
  random: Random,
): Prose {
  const statements: Statement[] = [];
  const state: Writer["state"] = (value, unit, ...cells) => {
    statements.push({ value, unit, cells });
    return `${value}${unit}`;
  };
  const writer = { agency, organ, year, random, figures, state };
  const overview = [
    `${year}年，${agency}认真贯彻《中华人民共和国政府信息公开条例》，现将政府信息公开工作情况报告如下：`,
    ...disclosed(writer),
    ...requested(writer),
    ...managed(writer),
    ...published(writer),
    ...supervised(writer),
  ];
  return { overview, problems: problems(writer), other: other(writer), statements };
}

function disclosed({ agency, year, random, state }: Writer): string[] {
  const items = state(random.integer(20, 900), "条");
  const posts = state(random.integer(10, 700), "条");
  return [
    "（一）主动公开情况",
    `${year}年，${agency}通过政府门户网站主动公开政府信息${items}，通过微信公众号发布信息${posts}，内容涵盖政策文件、财政预决算、重点领域等方面。`,
  ];
}

function requested(writer: Writer): string[] {
  const { organ, figures, state } = writer;
  const received = figures.get("requests.new.total") ?? 0;
  const carriedIn = figures.get("requests.carried_in.total") ?? 0;
  const heading = "（二）依申请公开情况";
  if (received + carriedIn === 0) {
    return [
      heading,
      `${organ.self}本年度未收到政府信息公开申请，上年度无结转。${challenged(writer)}`,
    ];
  }
  const processed = figures.get("requests.processed_total.total") ?? 0;
  const carriedOut = figures.get("requests.carried_out.total") ?? 0;
  const sentences = [
    `全年共收到政府信息公开申请${state(received, "件", "requests.new.total")}`,
    `上年结转${state(carriedIn, "件", "requests.carried_in.total")}`,
    `办结${state(processed, "件", "requests.processed_total.total")}`,
    `结转下年度继续办理${state(carriedOut, "件", "requests.carried_out.total")}。`,
  ];
  return [heading, `${sentences.join("，")}${challenged(writer)}`];
}

function challenged({ figures, state }: Writer): string {
  const suits = [
    "proceedings.litigation_direct.total",
    "proceedings.litigation_after_reconsideration.total",
  ];
  const reconsidered = figures.get("proceedings.reconsideration.total") ?? 0;
  const sued = suits.reduce((whole, address) => whole + (figures.get(address) ?? 0), 0);
  if (reconsidered + sued === 0)
    return "全年未发生因政府信息公开申请行政复议、提起行政诉讼的情况。";
  const appeals = state(reconsidered, "件", "proceedings.reconsideration.total");
  return `因政府信息公开工作引发行政复议${appeals}，行政诉讼${state(sued, "件", ...suits)}。`;
}

function managed({ organ, random, state }: Writer): string[] {
  const trained = state(random.integer(2, 90), "人次");
  return [
    "（三）政府信息管理情况",
    `${organ.self}严格落实信息发布“三审三校”制度，明确各环节责任人，组织业务培训，参训${trained}，确保信息发布准确、及时、安全。`,
  ];
}

function published({ organ, random, state }: Writer): string[] {
  const calls = state(random.integer(30, 800), "件");
  return [
    "（四）政府信息公开平台建设情况",
    `持续优化门户网站专栏设置，做好“${organ.short}发布”政务新媒体的日常维护，全年办理12345热线转办事项${calls}，办结率100%。`,
  ];
}

function supervised({ organ, random, state }: Writer): string[] {
  const visits = state(random.integer(5, 300), "家");
  return [
    "（五）监督保障情况",
    `将政府信息公开工作纳入年度绩效考核，接受社会评议，本年度未发生责任追究情形。“双随机、一公开”检查${visits}，结果已全部公示。${organ.self}定期开展自查。`,
  ];
}

function problems({ organ, year, random }: Writer): string[] {
  const weak = random.pick(["公开内容不够全面", "政策解读形式较为单一", "信息更新不够及时"]);
  return [
    `${year}年，${organ.self}政府信息公开工作取得了一定成效，但仍存在一些不足：一是${weak}；二是工作人员业务能力有待提高。`,
    "下一步，将从以下方面改进：一是加强学习培训；二是丰富公开形式；三是强化监督检查。",
  ];
}

function other({ random, organ, state }: Writer): string[] {
  if (random.chance(0.2)) return ["无。"];
  if (random.chance(0.2)) {
    const fee = state(random.integer(1, 40) * 10, "元");
    return [`本年度${organ.self}依规收取信息处理费${fee}。`];
  }
  return ["本年度未收取信息处理费，无其他需要报告的事项。"];
}
