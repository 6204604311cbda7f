import type { Finding, Severity } from "../model/finding.ts";
import { listCells } from "../model/form.ts";
import { formOf } from "../model/forms/forms.ts";
import type { CellStatus, TemplateId } from "../model/report.ts";
import { readStatus } from "./cell-unpack.ts";
import type { Store } from "./store.ts";

/** A version's cells, as the public relations show them. */
export interface SourceReading {
  /** Where its document came from; the first in code points where it came from several addresses. */
  readonly url: string;
  readonly template: TemplateId;
  readonly figures: ReadonlyMap<string, Figure>;
}

interface Figure {
  readonly value: number | null;
  readonly status: CellStatus;
}

interface CellsRow {
  readonly url: string;
  readonly sha256: string;
  readonly template: TemplateId;
  readonly form_id: number | null;
  readonly figures: string | null;
  readonly statuses: string | null;
  readonly corrected: string | null;
}

const READINGS = `
select (select min(a.url) from reading r join address a using (address_id)
    where r.version_id = v.version_id) as url,
  d.sha256, v.template, c.form_id, c.cell_values as figures, c.statuses,
  c.corrected_values as corrected
from version v
join document d using (document_id)
left join version_cells c on c.version_id = v.version_id
where v.version_id = ?`;

/** The readings of versions, ordered by address and document: by what they are, and not by when they came. */
export function readSources(store: Store, versionIds: readonly number[]): SourceReading[] {
  const find = store.sql<[number], CellsRow>(READINGS);
  return versionIds
    .flatMap((versionId) => find.get(versionId) ?? [])
    .sort((one, other) => compare(one.url, other.url) || compare(one.sha256, other.sha256))
    .map((row) => ({ url: row.url, template: row.template, figures: readFigures(store, row) }));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function readFigures(store: Store, row: CellsRow): Map<string, Figure> {
  const form = row.form_id === null ? undefined : store.forms.get(row.form_id);
  const read: readonly (number | null)[] = JSON.parse(row.figures ?? "[]");
  const shown: readonly (number | null)[] = JSON.parse(row.corrected ?? row.figures ?? "[]");
  const figures = (form?.cells ?? []).map(({ address }, ordinal): [string, Figure] => {
    const value = shown[ordinal] ?? null;
    if (value !== null) return [address, { value, status: "reported" }];
    // A number that a person took out was misread; nothing readable is printed there.
    const isTakenOut = (read[ordinal] ?? null) !== null;
    const status = isTakenOut ? "unreadable" : readStatus(row.statuses ?? "", ordinal);
    return [address, { value, status }];
  });
  return new Map(figures);
}

/**
 * What two documents of one report do not agree on, as findings of the first. Two different numbers are an error; a
 * number that only one of them has is a warning, and so is another form. Prose has no cells to disagree on, and how a
 * blank or a number is printed is no difference.
 */
export function findDisagreement(current: SourceReading, rival: SourceReading): Finding[] {
  if (current.template === "none" || rival.template === "none") return [];
  const differing = listDiffering(current, rival);
  const contrary = differing.filter(
    ({ here, there }) => here.value !== null && there.value !== null,
  );
  const onesided = differing.filter(
    ({ here, there }) => here.value === null || there.value === null,
  );
  const isOtherForm = current.template !== rival.template;
  return [
    ...toFinding("error", contrary, current, rival),
    ...toFinding("warning", onesided, current, rival),
    ...(isOtherForm ? [otherForm(current, rival)] : []),
  ];
}

interface Difference {
  readonly address: string;
  readonly here: Figure;
  readonly there: Figure;
}

/** Only cells of both forms: a name means the same on every form that has it. */
function listDiffering(current: SourceReading, rival: SourceReading): Difference[] {
  return [...current.figures].flatMap(([address, here]) => {
    const there = rival.figures.get(address);
    return there === undefined || there.value === here.value ? [] : [{ address, here, there }];
  });
}

const MAX_SHOWN = 5;

function toFinding(
  severity: Severity,
  differences: readonly Difference[],
  current: SourceReading,
  rival: SourceReading,
): Finding[] {
  if (differences.length === 0) return [];
  const shown = differences.slice(0, MAX_SHOWN);
  const labels = labelsOf(current.template);
  const en = shown.map(
    ({ address, here, there }) => `${address} ${sayEnglish(here)} here, ${sayEnglish(there)} there`,
  );
  const zh = shown.map(
    ({ address, here, there }) =>
      `${labels.get(address) ?? address}：本件${sayChinese(here)}，另件${sayChinese(there)}`,
  );
  const more = differences.length > MAX_SHOWN;
  const count = differences.length;
  const english = severity === "error" ? "prints other numbers" : ONESIDED;
  const chinese = severity === "error" ? "数字不同" : "仅一件有数字";
  return [
    {
      code: "sources_disagree",
      severity,
      message: {
        en: `another document of this report (${rival.url}) ${english} in ${count} ${count === 1 ? "cell" : "cells"}: ${en.join("; ")}${more ? "; …" : ""}`,
        zh: `同一报告的另一文件（${rival.url}）有${count}格${chinese}：${zh.join("；")}${more ? "；…" : ""}`,
      },
      cells: differences.map(({ address }) => address),
    },
  ];
}

const ONESIDED = "has a number where this one has none, or none where this one has,";

function otherForm(current: SourceReading, rival: SourceReading): Finding {
  return {
    code: "sources_disagree",
    severity: "warning",
    message: {
      en: `another document of this report (${rival.url}) follows the form of ${rival.template}, this one that of ${current.template}: only the cells of both were compared`,
      zh: `同一报告的另一文件（${rival.url}）采用${rival.template}年格式，本件采用${current.template}年格式，仅比较了两种格式共有的单元格`,
    },
    cells: [],
  };
}

const sayEnglish = ({ value, status }: Figure): string => (value === null ? status : String(value));

const CHINESE: Readonly<Record<CellStatus, string>> = {
  reported: "有数字",
  blank: "空白",
  dash: "横线",
  unreadable: "无法辨认",
  absent: "未印出",
};

const sayChinese = ({ value, status }: Figure): string =>
  value === null ? CHINESE[status] : String(value);

function labelsOf(template: TemplateId): ReadonlyMap<string, string> {
  const form = formOf(template);
  const cells = form === undefined ? [] : listCells(form);
  return new Map(
    cells.map(({ address, row, column }) => [address, `${row.label} ${column.label}`]),
  );
}
