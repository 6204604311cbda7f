import type { Form } from "../../src/model/form.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { type CarriedIn, drawFigures, type Figures, followStock, type Spread } from "./figures.ts";
import { type Organ, organs, type Place, places } from "./places.ts";
import { type Statement, writeProse } from "./prose.ts";
import { randomFrom } from "./random.ts";

/** A report of an agency that does not exist, known to the last figure before it is printed. */
export interface SampleReport {
  readonly form: Form;
  /** Full name: place and organ. */
  readonly agency: string;
  readonly placeName: string;
  /** In no list of GB/T 2260. */
  readonly divisionCode: string;
  readonly year: number;
  readonly title: string;
  /** ISO date. */
  readonly publishedOn: string;
  readonly sections: readonly SampleSection[];
  /** Every cell of the form by address, in the form's order. */
  readonly values: Figures;
  /** Numbers in the prose. */
  readonly statements: readonly Statement[];
}

export interface SampleSection {
  readonly number: number;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export interface SampleOptions {
  readonly form?: Form;
  readonly spread?: Spread;
  readonly place?: Place;
  readonly organ?: Organ;
  readonly year?: number;
  readonly carriedIn?: CarriedIn;
  /** Figures of the year before, which those of the stock follow from. */
  readonly lastYear?: Figures;
}

/** The report of a seed: consistent in all its sums, the same on every call. */
export function sampleReport(seed: number, options: SampleOptions = {}): SampleReport {
  const random = randomFrom(seed);
  const form = options.form ?? form2021;
  const place = options.place ?? random.pick(places);
  const organ = options.organ ?? random.pick(organs);
  const year = options.year ?? random.integer(form.years.first, form.years.last ?? 2024);
  const agency = `${place.name}${organ.name}`;
  const drawn = drawFigures(form, random, options.spread ?? "sparse", options.carriedIn);
  const values = options.lastYear === undefined ? drawn : followStock(drawn, options.lastYear);
  const prose = writeProse(agency, organ, year, values, random);
  const day = String(random.integer(4, 31)).padStart(2, "0");
  const paragraphs = [prose.overview, [], [], [], prose.problems, prose.other];
  return {
    form,
    agency,
    placeName: place.name,
    divisionCode: place.divisionCode,
    year,
    title: `${agency}${year}年政府信息公开工作年度报告`,
    publishedOn: `${year + 1}-01-${day}`,
    sections: form.sections.map((heading, index) => ({
      number: index + 1,
      heading,
      paragraphs: paragraphs[index] ?? [],
    })),
    values,
    statements: prose.statements,
  };
}
