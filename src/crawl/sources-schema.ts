import { z } from "zod";
import { hoursShape, isOpeningHours } from "./opening-hours.ts";

/** 411330 */
const sixDigits = /^\d{6}$/;
/** tongbai-wjw: no blanks, and no leading dash, or the command line would take it for an option. */
const idShape = /^[^\s-]\S*$/;
/** https://www.example.gov.cn/zfxxgk/ */
const webAddress = /^https?:\/\/[^\s/]/i;

const oneHourMs = 3_600_000;
const maxConcurrency = 8;

/** A string with something in it. */
const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });

const wholeNumber = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

const start = z
  .string({ error: "a web address in quotes" })
  .regex(webAddress, { error: "an address that begins with http:// or https://", abort: true })
  .refine(isAskable, { error: "a web address without a user name or password" });

const render = z
  .enum(["auto", "http", "browser"], { error: 'one of "auto", "http", "browser"' })
  .describe(
    "How pages are fetched: `http` plainly, `browser` in a real browser, `auto` decides from what comes back.",
  );
const interval = wholeNumber(0, oneHourMs).describe(
  "Least time in milliseconds between the starts of two requests to one host. Sources that share a host keep to the longest.",
);
const concurrency = wholeNumber(1, maxConcurrency).describe(
  "Requests at once to one host. Sources that share a host keep to the fewest.",
);
const maxPages = wholeNumber(1, 1_000_000).describe(
  "Most addresses asked for in one crawl; the rest waits for the next one.",
);
const dailyBudget = wholeNumber(1, 1_000_000).describe(
  "Most requests to one host within 24 hours, those of earlier crawls included. Sources that share a host keep to the fewest.",
);
const hoursError = 'hours of the day such as "22:00-06:00"';
const hours = z
  .string({ error: hoursError })
  .regex(hoursShape, { error: hoursError, abort: true })
  .refine(isOpeningHours, { error: hoursError })
  .describe(
    "Hours in China (Asia/Shanghai) at which the source may be asked, such as 22:00-06:00; outside them it rests. Always if left out.",
  );
const tls = z
  .enum(["legacy"], { error: '"legacy", or nothing at all' })
  .describe(
    "`legacy` lets the source's sites speak TLS 1.0 and 1.1, with the ciphers and without the secure renegotiation of their time. Certificates are checked as ever.",
  );
const adapter = text("a name in quotes").describe("The way lists are read: `auto` finds it out.");

const divisionCode = z
  .string({ error: "six digits in quotes" })
  .regex(sixDigits, { error: "six digits in quotes" })
  .describe("GB/T 2260 code of the administrative division, such as 411330.");
const agencyError =
  'the full name of an agency in quotes, or {"agency": "…", "division_code": "…"} where names are alike';
const agencies = z
  .array(
    z.union(
      [
        z.string().min(1),
        z.strictObject({ agency: z.string().min(1), division_code: divisionCode.optional() }),
      ],
      { error: agencyError },
    ),
    { error: "a list of agencies" },
  )
  .min(1, { error: "a list with at least one agency" })
  .describe(
    "Official full names of the agencies whose reports the list should hold: those that it does not give are missing. Learnt from what it gave if left out.",
  );
const year = wholeNumber(2003, 2099);
const years = z
  .tuple([year, year], { error: "the first and the last year, such as [2019, 2024]" })
  .refine(([first, last]) => first <= last, { error: "the first year before the last" })
  .describe("First and last year of the reports it should give.");
const since = year.describe(
  "First year of the reports it should give; the last is the last one due.",
);

const source = z
  .strictObject(
    {
      id: z
        .string({ error: "a name without blanks" })
        .regex(idShape, { error: "a name without blanks that does not begin with a dash" })
        .describe(
          "Short name of the source, unlike all others: what commands and results call it.",
        ),
      agency: text("the agency's official full name")
        .describe(
          "Official full name of the agency whose reports these are. Left out where a list holds reports of many agencies: then the title of each names it.",
        )
        .optional(),
      division_code: divisionCode.optional(),
      agencies: agencies.optional(),
      years: years.optional(),
      since: since.optional(),
      start: z
        .array(start, { error: "a list of web addresses" })
        .min(1, { error: "a list with at least one web address" })
        .describe("List pages, report pages or attachments to begin with, in any mixture."),
      adapter: adapter.optional(),
      render: render.optional(),
      interval_ms: interval.optional(),
      concurrency: concurrency.optional(),
      max_pages: maxPages.optional(),
      daily_budget: dailyBudget.optional(),
      hours: hours.optional(),
      tls: tls.optional(),
      enabled: z
        .boolean({ error: "true or false" })
        .describe("False keeps the entry without crawling it. True if left out.")
        .optional(),
      note: z.string({ error: "text in quotes" }).describe("For people; not used.").optional(),
    },
    { error: "a source in braces" },
  )
  .describe("Where reports of one or more agencies are published.");

/** sources.json as it is written, names in snake_case. */
export const sourcesFile = z
  .strictObject(
    {
      $schema: z
        .string({ error: "an address in quotes" })
        .describe("Where this schema lies.")
        .optional(),
      defaults: z
        .strictObject(
          {
            adapter: adapter.optional(),
            render: render.optional(),
            interval_ms: interval.optional(),
            concurrency: concurrency.optional(),
            max_pages: maxPages.optional(),
            daily_budget: dailyBudget.optional(),
            hours: hours.optional(),
          },
          { error: "settings in braces" },
        )
        .describe("What every source has unless it says otherwise.")
        .optional(),
      sources: z
        .array(source, { error: "a list of sources" })
        .describe("The sources, in the order they are shown."),
    },
    { error: 'an object in braces with "sources"' },
  )
  .describe("The sources that nianbao crawls.");

export type SourcesFile = z.infer<typeof sourcesFile>;
export type SourceEntry = SourcesFile["sources"][number];

/** The JSON Schema of sources.json, for editors. */
export function toJsonSchema(): object {
  return {
    title: "sources.json",
    ...z.toJSONSchema(sourcesFile, { target: "draft-7", io: "input" }),
  };
}

function isAskable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === "" && password === "";
}
