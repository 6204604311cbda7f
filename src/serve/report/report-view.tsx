import type { Bilingual } from "../../model/finding.ts";
import { formOf } from "../../model/forms/forms.ts";
import type { ClaimEntry, VersionEntry, YearEntry } from "../../store/browse/report-context.ts";
import type { StoredReport } from "../../store/report.ts";
import { OriginalPane } from "../original-pane.tsx";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { Differences } from "./differences.tsx";
import { FormTableView } from "./form-table.tsx";
import { messageOf, nameOf, type ReportContext, toReportContext } from "./report-context.ts";
import { ClaimList, ExtraList, Provenance, SectionList, VersionList } from "./report-parts.tsx";

/** Everything that a report's page shows. */
export interface ReportPageInput {
  readonly context: PageContext;
  readonly stored: StoredReport;
  readonly labels: ReadonlyMap<string, Bilingual>;
  readonly versions: readonly VersionEntry[];
  readonly years: readonly YearEntry[];
  readonly claims: readonly ClaimEntry[];
  /** What of the report the original is to open at. */
  readonly target: string | undefined;
  /** The version that took this one's place. */
  readonly current: StoredReport | undefined;
  readonly canEdit: boolean;
  readonly takeAway: TakeAway;
}

/** A version of a report: its tables as the form prints them, and the original beside it. */
export function ReportPage(input: ReportPageInput) {
  const { context, stored, target } = input;
  const { words } = context;
  const title = stored.report.title ?? `${nameOf(stored, words)} ${stored.report.year}`;
  return (
    <Page context={context} title={title} takeAway={input.takeAway}>
      <div class="pair">
        <article>
          <Head input={input} title={title} />
          <Body input={input} report={toReportContext({ ...input, words })} />
        </article>
        <OriginalPane words={words} versionId={stored.versionId} target={target} title={title} />
      </div>
    </Page>
  );
}

function Head({ input, title }: { readonly input: ReportPageInput; readonly title: string }) {
  const { context, stored, years } = input;
  const { words } = context;
  const { report } = stored;
  const template =
    report.template === "none" ? words.report.noTemplate : words.report.template(report.template);
  return (
    <>
      {!stored.isCurrent && (
        <p class="banner">
          {words.report.notCurrent}{" "}
          <a href={`/reports/${stored.reportId}`}>{words.report.toCurrent}</a>
        </p>
      )}
      <h1 lang="zh-CN">{title}</h1>
      <p class="quiet">
        <span lang="zh-CN">{nameOf(stored, words)}</span> · {report.year} · {template}
        {report.publishedOn !== null && ` · ${words.report.published(report.publishedOn)}`}
      </p>
      <ul class="tags" aria-label={words.report.sameAgency}>
        {years.map(({ reportId, year }) => (
          <li>
            <a
              class="tag"
              href={`/reports/${reportId}`}
              {...(reportId === stored.reportId && { "aria-current": "page" })}
            >
              {year}
            </a>
          </li>
        ))}
      </ul>
      <Jump words={words} />
    </>
  );
}

function Jump({ words }: { readonly words: PageContext["words"] }) {
  const parts = ["findings", "tables", "sections", "claims", "versions", "provenance"] as const;
  return (
    <nav aria-label={words.report.contents}>
      <ul class="jump">
        {parts.map((part) => (
          <li>
            <a href={`#${part}`}>{words.report[part]}</a>
          </li>
        ))}
        <li>
          <a href="#original">{words.report.original}</a>
        </li>
      </ul>
    </nav>
  );
}

function Body({
  input,
  report,
}: {
  readonly input: ReportPageInput;
  readonly report: ReportContext;
}) {
  const { stored, claims, versions } = input;
  return (
    <>
      {input.current !== undefined && <Differences report={report} current={input.current} />}
      <FindingList report={report} labels={input.labels} />
      <Tables report={report} />
      <ExtraList report={report} />
      <SectionList report={report} />
      <ClaimList report={report} claims={claims} />
      <VersionList report={report} versions={versions} />
      <Provenance stored={stored} words={report.words} />
    </>
  );
}

function FindingList(given: {
  readonly report: ReportContext;
  readonly labels: ReportPageInput["labels"];
}) {
  const { report, labels } = given;
  const { words, stored } = report;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">
        {words.report.findings} <span class="quiet">({stored.findings.length})</span>
      </h2>
      {stored.findings.length === 0 && <p class="quiet">{words.report.noFindings}</p>}
      <ul class="findings">
        {stored.findings.map((finding) => (
          <li class={finding.severity}>
            <span class={`tag ${finding.severity}`}>{words.severity[finding.severity]}</span>{" "}
            <strong title={finding.code}>
              {labels.get(finding.code)?.[words.locale === "en" ? "en" : "zh"] ?? finding.code}
            </strong>
            <p>{messageOf(finding, words)}</p>
            <CellLinks report={report} addresses={finding.cells} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const MOST_LINKS = 12;

function CellLinks(given: {
  readonly report: ReportContext;
  readonly addresses: readonly string[];
}) {
  const { report, addresses } = given;
  if (addresses.length === 0) return null;
  const base = `/versions/${report.stored.versionId}`;
  const more = addresses.length - MOST_LINKS;
  return (
    <p class="addresses small mono">
      {addresses.slice(0, MOST_LINKS).map((address) => (
        <>
          <a href={`${base}?target=${address}#${address}`}>{address}</a>{" "}
        </>
      ))}
      {more > 0 && `+${more}`}
    </p>
  );
}

function Tables({ report }: { readonly report: ReportContext }) {
  const { words, stored } = report;
  const form = formOf(stored.report.template);
  return (
    <section aria-labelledby="tables">
      <h2 id="tables">{words.report.tables}</h2>
      {form === undefined && <p class="quiet">{words.report.noTables}</p>}
      {form !== undefined && (
        <>
          <p class="quiet">{words.report.originalHint}</p>
          <Legend words={words} />
        </>
      )}
      {form?.tables.map((table) => (
        <div>
          <h3 lang="zh-CN">{table.title}</h3>
          <FormTableView table={table} context={report} />
        </div>
      ))}
    </section>
  );
}

function Legend({ words }: { readonly words: PageContext["words"] }) {
  const statuses = ["blank", "dash", "unreadable", "absent"] as const;
  return (
    <details>
      <summary>{words.report.legend}</summary>
      <dl class="legend">
        {statuses.map((status) => (
          <div>
            <dt>{words.status[status]}</dt>
            <dd>{words.statusHint[status]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
