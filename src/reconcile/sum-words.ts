import type { Bilingual } from "../model/finding.ts";
import type { FormCell } from "../model/form.ts";
import type { CellStatus } from "../model/report.ts";
import { addUp, cellAt, type Entry, type Ledger } from "./ledger.ts";

/** Parts that are not zero, beyond which a message would not be read. */
const MAX_PARTS = 12;
/** Of so few parts the zeros are named as well. */
const MAX_WITH_ZEROS = 3;

const NO_NUMBER: Readonly<Record<CellStatus, Bilingual>> = {
  reported: { en: "—", zh: "—" },
  blank: { en: "blank", zh: "空白" },
  dash: { en: "a dash", zh: "横线" },
  unreadable: { en: "unreadable", zh: "无法辨认" },
  absent: { en: "not printed", zh: "未印出" },
};

/** carried_in → carried in */
export const toWords = (id: string): string => id.replaceAll("_", " ");

/** The number of a section as headings print it: 第三部分. */
export const sectionNumeral = (section: number): string => "〇一二三四五六七八九"[section] ?? "";

/** Where a table stands: 第三部分, section 3. */
export function nameTable({ table }: FormCell): Bilingual {
  const { section, title } = table;
  if (section === undefined) return { en: title, zh: `“${title}”` };
  return { en: `section ${section}`, zh: `第${sectionNumeral(section)}部分` };
}

/** A row as the form prints it, with its group where the label alone is not clear. */
export function nameRow({ row, table }: FormCell): string {
  const group = row.groups.at(-1);
  return table.layout === "across" && group !== undefined ? `${group}·${row.label}` : row.label;
}

/** One cell in words: its table, row and column. */
export function nameCell(cell: FormCell): Bilingual {
  const where = nameTable(cell);
  const { row, column } = cell;
  const isOnly = row.columns.length === 1;
  const zh = isOnly ? "" : `“${column.label}”列`;
  const en = isOnly ? "" : `, column "${toWords(column.id)}"`;
  return {
    en: `${where.en}, row "${toWords(row.id)}"${en}`,
    zh: `${where.zh}“${nameRow(cell)}”行${zh}`,
  };
}

/** An equation that does not hold: where it stands, its parts, both numbers, and what it rests on. */
export function describeBroken(entry: Entry, ledger: Ledger): Bilingual {
  const { cells } = ledger;
  const all = [...entry.left, ...entry.right].flatMap((place) => cells[place] ?? []);
  const [first] = all;
  if (first === undefined) return { en: entry.equation.basis, zh: entry.equation.basis };
  const isRow = all.every(({ row }) => row === first.row);
  const label = isRow ? (cell: FormCell) => cell.column : (cell: FormCell) => cell.row;
  const where = nameTable(first);
  const what = nameLine(first, isRow);
  const left = describeSide(entry.left, ledger, label);
  const right = describeSide(entry.right, ledger, label);
  return {
    en: `${where.en}${what.en}: ${left.en}, but ${right.en} (${entry.equation.basis})`,
    zh: `${where.zh}${what.zh}：${left.zh}，而${right.zh}（${entry.equation.basis}）`,
  };
}

function nameLine(cell: FormCell, isRow: boolean): Bilingual {
  const { row, column } = cell;
  if (isRow) {
    return { en: `, row "${toWords(row.id)}"`, zh: `“${nameRow(cell)}”行` };
  }
  if (row.columns.length === 1) return { en: "", zh: "" };
  return { en: `, column "${toWords(column.id)}"`, zh: `“${column.label}”列` };
}

type Named = (cell: FormCell) => { readonly id: string; readonly label: string };

function describeSide(places: readonly number[], ledger: Ledger, label: Named): Bilingual {
  const { sum, isComplete } = addUp(places, ledger.values);
  const parts = places.map((place) => describePart(place, ledger, label));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return { en: `${only.en.name} is ${only.en.value}`, zh: `${only.zh.name}为 ${only.zh.value}` };
  }
  const isShort = parts.length <= MAX_WITH_ZEROS;
  const shown = parts.filter(({ isZero }) => isShort || !isZero).slice(0, MAX_PARTS);
  const zeros = isShort ? 0 : parts.filter(({ isZero }) => isZero).length;
  const more = parts.length - zeros - shown.length;
  const en = [
    ...shown.map((part) => `${part.en.name} ${part.en.value}`),
    ...(more > 0 ? [`${more} more`] : []),
    ...(zeros > 0 ? [zeros === parts.length ? "all parts 0" : `${zeros} others 0`] : []),
  ];
  const zh = [
    ...shown.map((part) => `${part.zh.name} ${part.zh.value}`),
    ...(more > 0 ? [`另${more}项`] : []),
    ...(zeros > 0 ? [zeros === parts.length ? "各项均为 0" : `其余${zeros}项 0`] : []),
  ];
  const atLeast = isComplete ? { en: "", zh: "" } : { en: "at least ", zh: "至少 " };
  return {
    en: `${en.join(" + ")} = ${atLeast.en}${sum}`,
    zh: `${zh.join(" + ")} = ${atLeast.zh}${sum}`,
  };
}

interface Part {
  readonly en: { readonly name: string; readonly value: string };
  readonly zh: { readonly name: string; readonly value: string };
  readonly isZero: boolean;
}

function describePart(place: number, ledger: Ledger, label: Named): Part {
  const cell = ledger.cells[place];
  const name = cell === undefined ? { id: "", label: "" } : label(cell);
  const value = ledger.values[place] ?? null;
  const why = NO_NUMBER[cellAt(ledger, place)?.status ?? "absent"];
  return {
    en: { name: toWords(name.id), value: value === null ? why.en : String(value) },
    zh: { name: name.label, value: value === null ? why.zh : String(value) },
    isZero: value === 0,
  };
}
