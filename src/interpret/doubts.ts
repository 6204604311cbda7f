import type { Finding } from "../model/finding.ts";

/** Findings that a reader of a document makes: what it had to repair, guess or leave open. */

const MAX_QUOTE = 60;
const quote = (text: string): string => {
  const line = text.replaceAll("\n", "");
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line;
};

export function repaired(cells: readonly string[]): Finding {
  return {
    code: "structure_repaired",
    severity: "warning",
    message: {
      en: "the line has another number of cells than its table; only one way of reading it makes the sums hold, and that one was taken",
      zh: "该行单元格数与表格不符；只有一种读法使勾稽关系成立，已按此读取",
    },
    cells,
  };
}

export function brokenFigures(cells: readonly string[]): Finding {
  return {
    code: "structure_repaired",
    severity: "warning",
    message: {
      en: "the digits stand on several lines of their cells; they were read as one figure each, because the sums hold only so",
      zh: "单元格内数字分行印刷；合并后勾稽关系成立，已按一个数读取",
    },
    cells,
  };
}

export function placedByOrder(label: string, expected: string, cells: readonly string[]): Finding {
  const isLost = label === "";
  return {
    code: "label_misprint",
    severity: "warning",
    message: {
      en: isLost
        ? `expected the row label ${expected}, met none; the row is known by its place between its neighbours`
        : `expected the row label ${expected}, met ${quote(label)}; the row is known by its place between its neighbours`,
      zh: isLost
        ? `应为“${expected}”的行没有行名，按其在相邻行之间的位置认定`
        : `应为“${expected}”，印作“${quote(label)}”，按其在相邻行之间的位置认定`,
    },
    cells,
  };
}

export function unclearColumns(table: string, cells: readonly string[]): Finding {
  return {
    code: "label_misprint",
    severity: "error",
    message: {
      en: `the column headers of ${table} are not in the official order and do not say which column is which; figures were read in the official order`,
      zh: `“${table}”的列标题顺序与格式不符且无法辨认，数字暂按格式顺序读取`,
    },
    cells,
  };
}

export function reorderedColumns(table: string, cells: readonly string[]): Finding {
  return {
    code: "structure_repaired",
    severity: "warning",
    message: {
      en: `the columns of ${table} are printed in another order than the official one; the printed headers were followed`,
      zh: `“${table}”各列的顺序与格式不同，已按所印列标题读取`,
    },
    cells,
  };
}

/** @param cells of the row that was read from another line, where that line prints other figures */
export function unplaced(
  table: string,
  texts: readonly string[],
  cells: readonly string[],
): Finding {
  return {
    code: "cell_unplaced",
    severity: "warning",
    message: {
      en: `printed in ${table} and used nowhere: ${quote(texts.join(" | "))}`,
      zh: `“${table}”中印有但未采用的内容：${quote(texts.join(" | "))}`,
    },
    cells,
  };
}

/** A row with figures whose label is no row of the form. */
export function keptRow(table: string, texts: readonly string[]): Finding {
  return {
    code: "cell_unplaced",
    severity: "warning",
    message: {
      en: `printed in ${table} and no row of the form, kept as extra cells: ${quote(texts.join(" | "))}`,
      zh: `“${table}”中有格式以外的行，已存为附加单元格：${quote(texts.join(" | "))}`,
    },
    cells: [],
  };
}

/** A column with figures that the form has not. */
export function keptColumn(
  table: string,
  header: string | null,
  texts: readonly string[],
): Finding {
  const name = header === null ? "" : `${quote(header)}: `;
  return {
    code: "cell_unplaced",
    severity: "warning",
    message: {
      en: `printed in ${table} in a column the form has not, kept as extra cells: ${name}${quote(texts.join(" | "))}`,
      zh: `“${table}”中有格式以外的列，已存为附加单元格：${name}${quote(texts.join(" | "))}`,
    },
    cells: [],
  };
}

export function converted(raw: string, value: number, unit: string, cell: string): Finding {
  return {
    code: "unit_converted",
    severity: "warning",
    message: {
      en: `${quote(raw)} was printed, the column is in ${unit}: read as ${value}`,
      zh: `印作“${quote(raw)}”，该列单位为${unit}，读作${value}`,
    },
    cells: [cell],
  };
}

/** @param cells that the printings do not agree on */
export function printedTwice(table: string, cells: readonly string[]): Finding {
  return {
    code: "cell_unplaced",
    severity: "warning",
    message: {
      en: `${table} is printed more than once; the last one was read`,
      zh: `“${table}”出现不止一次，读取的是最后一张`,
    },
    cells,
  };
}

interface DoubtfulAgency {
  readonly name: string | null;
  readonly candidates: readonly { readonly code: string; readonly name: string }[];
  readonly doubt: "name" | "division" | undefined;
  readonly supplied: string | undefined;
  readonly isOrganAssumed?: true;
}

/** What is not certain about whose report it is; infos for what the site's address or the custom of titles told. */
export function agencyUnresolved(agency: DoubtfulAgency): Finding[] {
  const { name, doubt, supplied, isOrganAssumed } = agency;
  if (doubt !== undefined) return [uncertain(agency)];
  const shown = name ?? "—";
  return [
    ...(supplied === "host" ? [placeFromHost(shown)] : []),
    ...(isOrganAssumed ? [organAssumed(shown)] : []),
  ];
}

function uncertain(agency: DoubtfulAgency): Finding {
  const codes = agency.candidates.map(({ code, name }) => `${name} ${code}`).join(", ");
  const name = agency.name ?? "—";
  const isName = agency.doubt === "name";
  return {
    code: "agency_unresolved",
    severity: "warning",
    message: {
      en: `${isName ? `the agency's full name is not certain: ${name}` : `the division that ${name} serves is not certain`}${codes === "" ? "" : `; it may be of ${codes}`}`,
      zh: `${isName ? `机关全称不能确定：${name}` : `${name}所属行政区划不能确定`}${codes === "" ? "" : `；可能为：${codes}`}`,
    },
    cells: [],
  };
}

/** 條(tiao): no agency writes so, but those do who copy its pages for their own ends. */
export function readingsLeftOut(): Finding {
  return {
    code: "structure_repaired",
    severity: "warning",
    message: {
      en: "the text prints in brackets how its characters are read, as copies by others than the agency do; the brackets were left out of labels and title",
      zh: "文中夹有注音，疑为他人转载的网页；读取行名与标题时已略去",
    },
    cells: [],
  };
}

/** The text of a report names the same organ of another place: it was copied, or the title is wrong. */
export function foreignAgency(agency: string, foreign: string): Finding {
  return {
    code: "agency_unresolved",
    severity: "warning",
    message: {
      en: `the text speaks of ${foreign}; ${agency} was taken, as title or source say`,
      zh: `正文写作“${foreign}”；已按标题或来源认定为“${agency}”`,
    },
    cells: [],
  };
}

function organAssumed(name: string): Finding {
  return {
    code: "agency_unresolved",
    severity: "info",
    message: {
      en: `the title names a place and no organ; the report was taken for that of ${name}`,
      zh: `标题只有地名而无机关，按${name}的报告认定`,
    },
    cells: [],
  };
}

function placeFromHost(name: string): Finding {
  return {
    code: "agency_unresolved",
    severity: "info",
    message: {
      en: `the document does not say where its agency is; the place in ${name} was taken from the host name`,
      zh: `文中未写机关所在地，“${name}”中的地名按网站域名认定`,
    },
    cells: [],
  };
}

/** @param count of the pictures in which the missing tables may stand */
export function documentIsImage(count: number): Finding {
  const pictures = count === 1 ? "1 picture stands" : `${count} pictures stand`;
  return {
    code: "document_is_image",
    severity: "error",
    message: {
      en: `tables are missing from the text, and ${pictures} where they should be; --ocr reads them`,
      zh: `文字中缺少表格，相应位置有${count}张图片；可用 --ocr 识别`,
    },
    cells: [],
  };
}

/**
 * @param cells with a number that a machine made out, and how many of them the form's sums confirm
 * @param isHead true if title, year and agency, too, were made out by the machine
 */
export function readByMachine(counts: {
  readonly cells: number;
  readonly confirmed: number;
  readonly isHead: boolean;
}): Finding {
  const { cells, confirmed, isHead } = counts;
  return {
    code: "read_by_ocr",
    severity: "warning",
    message: {
      en: `read from pictures by OCR: ${cells} numbers, of which the sums of the form confirm ${confirmed}${isHead ? "; title, year and agency, too, are as OCR read them" : ""}`,
      zh: `由光学字符识别（OCR）从图片读取：${cells}个数字，其中${confirmed}个由勾稽关系印证${isHead ? "；标题、年份和机关亦为识别所得" : ""}`,
    },
    cells: [],
  };
}

export function unconfirmed(cells: readonly string[]): Finding {
  return {
    code: "read_by_ocr",
    severity: "error",
    message: {
      en: `${cells.length} numbers were read by OCR and no sum of the form confirms them; compare them with the picture`,
      zh: `${cells.length}个数字由光学字符识别（OCR）读取，没有勾稽关系印证，请与图片核对`,
    },
    cells,
  };
}
