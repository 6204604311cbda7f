import { z } from "zod";

/** 411330 */
const sixDigits = /^\d{6}$/;
/** requests.new.total */
const cellShape = /^[a-z_]+\.[a-z_]+\.[a-z_]+$/;
const sha256Shape = /^[0-9a-f]{64}$/;

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const matching = (shape: RegExp, expected: string) =>
  z.string({ error: expected }).regex(shape, { error: expected });

const yearError = "a report year such as 2024";
const dayError = 'a day such as "2026-01-31"';

const correction = z
  .strictObject(
    {
      agency: text("the agency's official full name, or null for a report that names nobody")
        .nullable()
        .describe("Full official name of the agency, as `nianbao show` gives it."),
      division_code: matching(sixDigits, "six digits in quotes")
        .describe("GB/T 2260 code of the agency's division, where two agencies share a name.")
        .optional(),
      year: z
        .int({ error: yearError })
        .min(1990, { error: yearError })
        .max(2200, { error: yearError })
        .describe("The year the report is about."),
      cell: matching(cellShape, "a cell such as requests.new.total").describe(
        "The cell: table.row.column in the names of the codebook.",
      ),
      value: z
        .number({ error: "a number, or null" })
        .nullable()
        .describe("What the document prints there; null if no number can be told."),
      reason: text("a reason in words").describe("Why, for those who come later."),
      by: text("a name in quotes").describe("Who looked.").optional(),
      on: z.iso.date({ error: dayError }).describe("The day they looked.").optional(),
      document_sha256: matching(sha256Shape, "the 64 hexadecimal digits of a SHA-256").describe(
        "The document that was looked at. Once the report is read from another one, the correction is stale and not applied.",
      ),
    },
    { error: "a correction in braces" },
  )
  .describe("What a person found a document to print in a cell where the program read otherwise.");

/** corrections.json as it is written. */
export const correctionsFile = z
  .strictObject(
    {
      $schema: z
        .string({ error: "an address in quotes" })
        .describe("Where this schema lies.")
        .optional(),
      corrections: z
        .array(correction, { error: "a list of corrections" })
        .describe("The corrections, each cell of a report once."),
    },
    { error: 'an object in braces with "corrections"' },
  )
  .describe("What people corrected. nianbao correct writes it; it belongs under version control.");

export type CorrectionsFile = z.infer<typeof correctionsFile>;
export type CorrectionEntry = CorrectionsFile["corrections"][number];

/** The JSON Schema of corrections.json, for editors. */
export function toCorrectionsJsonSchema(): object {
  return {
    title: "corrections.json",
    ...z.toJSONSchema(correctionsFile, { target: "draft-7", io: "input" }),
  };
}
