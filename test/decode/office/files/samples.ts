import { form2019 } from "../../../../src/model/forms/form-2019.ts";
import { type SampleReport, sampleReport } from "../../../sample/report.ts";

/** The reports in the files of this folder, by name. */
export const samples: ReadonlyMap<string, SampleReport> = new Map([
  ["zeros", sampleReport(31, { spread: "zeros" })],
  ["distinct", sampleReport(32, { spread: "distinct" })],
  ["sparse", sampleReport(33, { spread: "sparse" })],
  ["form-2019", sampleReport(34, { spread: "distinct", form: form2019 })],
]);
