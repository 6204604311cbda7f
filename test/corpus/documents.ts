import { readFileSync } from "node:fs";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { samples } from "../decode/office/files/samples.ts";
import type { Spread } from "../sample/figures.ts";
import { listFigures, type PrintedPage, printPage } from "../sample/print/page.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import type { Format, WrittenDocument } from "./formats.ts";
import { damagingQuirks, type Quirk, readableQuirks } from "./quirks.ts";
import { printProsePage, printStatisticsPage } from "./statistics-page.ts";
import type { Truth } from "./verdict.ts";

/** One document of the corpus, with what stands in it. */
export interface CorpusDocument {
  readonly name: string;
  readonly format: string;
  readonly report: SampleReport;
  readonly truth: Truth;
  /** Whether a careful person could read every cell of it. */
  readonly isReadable: boolean;
  readonly write: () => WrittenDocument | Promise<WrittenDocument>;
}

const spreads: readonly Spread[] = ["distinct", "busy", "sparse", "zeros"];
const forms = [form2021, form2019, form2021];
/** Of ten documents of a format, one has the form of 2014, one none, and two have lost something. */
const ROUND = 10;
const STATISTICS = 3;
const PROSE = 7;
const DAMAGED = [5, 9];
const NO_FIGURE = ["", "-", "/", "无"];

/** The documents of a format: forms, figures and quirks in turn, the same on every machine. */
export function listDocuments(format: Format, firstSeed: number): CorpusDocument[] {
  return Array.from({ length: format.documents }, (_, index) => {
    const seed = firstSeed + index;
    const { page, quirk } = arrange(format, seed, index);
    return {
      name: `${format.name} ${seed}: form ${page.report.form.id}, ${quirk.name}`,
      format: format.name,
      report: page.report,
      truth: truthOf(page, quirk),
      isReadable: quirk.isReadable,
      write: () => format.write(page, index),
    };
  });
}

function arrange(
  format: Format,
  seed: number,
  index: number,
): { readonly page: PrintedPage; readonly quirk: Quirk } {
  const asIs = pick(readableQuirks, 0);
  if (index % ROUND === STATISTICS) return { page: printStatisticsPage(seed), quirk: asIs };
  if (index % ROUND === PROSE) return { page: printProsePage(seed), quirk: asIs };
  const spread = pick(spreads, index);
  const form = pick(forms, Math.floor(index / 2));
  const isDamaged = DAMAGED.includes(index % ROUND);
  const quirk = pick(isDamaged ? damagingQuirks : readableQuirks, seed);
  const page = printPage(sampleReport(seed, { form, spread }));
  const printed = quirk.apply(page);
  const losesBlanks = !format.keepsBlanks && listFigures(printed).some(isBlank);
  const breaksFigures = format.isNarrow === true && listFigures(printed).some(isWide);
  return losesBlanks || breaksFigures ? { page, quirk: asIs } : { page: printed, quirk };
}

const isBlank = ({ text }: { readonly text: string }): boolean => text.trim() === "";

const isWide = ({ text }: { readonly text: string }): boolean => /[０-９]/.test(text);

/** A blank and a dash are no number; everything else is what was drawn, however it is printed. */
function truthOf(page: PrintedPage, quirk: Quirk): Truth {
  const printed = new Map(listFigures(page).map(({ address, text }) => [address, text]));
  const isNone = (address: string): boolean =>
    quirk.isReadable && NO_FIGURE.includes(printed.get(address) ?? "0");
  return new Map(
    [...page.report.values].map(([address, value]) => [address, isNone(address) ? null : value]),
  );
}

function pick<T>(list: readonly T[], at: number): T {
  const thing = list[at % list.length];
  if (thing === undefined) throw new Error("cannot pick from an empty list: fill it");
  return thing;
}

const office = new URL("../decode/office/files/", import.meta.url);
const pdfs = new URL("../decode/pdf/produced/", import.meta.url);
const KEPT: readonly (readonly [folder: URL, file: string, sample: SampleReport | undefined])[] = [
  ...[
    "zeros.doc",
    "distinct.doc",
    "sparse.doc",
    "form-2019.doc",
    "distinct.docx",
    "form-2019.docx",
    "distinct.xls",
    "form-2019.xls",
    "distinct.xlsx",
  ].map((file) => [office, file, samples.get(file.replace(/\.\w+$/, ""))] as const),
  [pdfs, "writer-a5.pdf", sampleReport(101, { spread: "distinct" })],
  [pdfs, "writer-narrow.pdf", sampleReport(102, { spread: "sparse" })],
  [pdfs, "docx-landscape.pdf", sampleReport(103, { spread: "busy" })],
  [pdfs, "calc-unruled.pdf", sampleReport(104, { spread: "distinct" })],
];
/** Labels and figures of it are cut off by their cells. */
const CUT_OFF = "calc-unruled.pdf";

/** Documents that an office program wrote once, kept as files. */
export const keptDocuments: readonly CorpusDocument[] = KEPT.flatMap(([folder, file, report]) => {
  if (report === undefined) return [];
  return [
    {
      name: file,
      format: `${file.slice(file.lastIndexOf(".") + 1)} of an office program`,
      report,
      truth: report.values,
      isReadable: file !== CUT_OFF,
      write: () => ({
        bytes: new Uint8Array(readFileSync(new URL(file, folder))),
        contentType: "application/octet-stream",
      }),
    },
  ];
});
