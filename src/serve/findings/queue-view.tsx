import type { Bilingual } from "../../model/finding.ts";
import type {
  FindingCount,
  FindingFilter,
  QueuedFinding,
} from "../../store/browse/finding-queue.ts";
import { Choice } from "../choice.tsx";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { Pages } from "../pages.tsx";
import { toAddress } from "../parameters.ts";
import type { Words } from "../words.ts";

export interface QueuePageInput {
  readonly context: PageContext;
  readonly filter: FindingFilter;
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  /** Of every severity and code, in the sources shown. */
  readonly counts: readonly FindingCount[];
  readonly shown: readonly QueuedFinding[];
  readonly labels: ReadonlyMap<string, Bilingual>;
  readonly sources: readonly string[];
  /** Findings of the severity and code shown. */
  readonly bySource: ReadonlyMap<string, number>;
  readonly takeAway: TakeAway;
}

/** What is to be looked at, the gravest first. */
export function QueuePage(input: QueuePageInput) {
  const { context, filter, page, pageSize, takeAway } = input;
  const { words } = context;
  const all = countShown(input);
  return (
    <Page context={context} title={words.findings.title} view="findings" takeAway={takeAway}>
      <h1>{words.findings.title}</h1>
      <p class="quiet">{words.findings.lead}</p>
      <div class="columns">
        <Facets input={input} />
        <div>
          <SourceFilter input={input} />
          {all === 0 && <p>{words.findings.empty}</p>}
          {all > 0 && (
            <p>
              <a href={toAddress("/findings/1", { ...filter })}>{words.findings.begin}</a>{" "}
              <span class="quiet small">{words.findings.keys}</span>
            </p>
          )}
          <ul class="findings">
            {input.shown.map((finding, index) => (
              <QueueItem finding={finding} place={page * pageSize + index + 1} input={input} />
            ))}
          </ul>
          <Pages
            words={words}
            page={page}
            pages={Math.max(1, Math.ceil(all / pageSize))}
            toPage={(number) => toAddress("/findings", { ...filter, page: number + 1 })}
          />
        </div>
      </div>
    </Page>
  );
}

function countShown({ counts, filter }: QueuePageInput): number {
  return counts
    .filter(({ severity }) => filter.severity === undefined || filter.severity === severity)
    .filter(({ code }) => filter.code === undefined || filter.code === code)
    .reduce((sum, { findings }) => sum + findings, 0);
}

/** What a finding's kind is called. */
export function labelOf(
  code: string,
  labels: ReadonlyMap<string, Bilingual>,
  words: Words,
): string {
  return labels.get(code)?.[words.locale === "en" ? "en" : "zh"] ?? code;
}

function Facets({ input }: { readonly input: QueuePageInput }) {
  const { counts, filter, context, labels } = input;
  const { words } = context;
  const severities = [...new Set(counts.map(({ severity }) => severity))];
  const { source } = filter;
  return (
    <nav class="kinds" aria-label={words.findings.kinds}>
      <p>
        <a href={toAddress("/findings", { source })}>{words.findings.allKinds}</a>
      </p>
      {severities.map((severity) => (
        <>
          <h2 class="small">
            <a class={`tag ${severity}`} href={toAddress("/findings", { severity, source })}>
              {words.severity[severity]}
            </a>{" "}
            <span class="quiet small">{words.severityHint[severity]}</span>
          </h2>
          <ul class="facets">
            {counts
              .filter((count) => count.severity === severity)
              .map(({ code, findings }) => (
                <li>
                  <a
                    href={toAddress("/findings", { severity, code, source })}
                    {...(code === filter.code && { "aria-current": "true" })}
                  >
                    {labelOf(code, labels, words)}
                  </a>{" "}
                  <span class="quiet">{findings.toLocaleString(words.locale)}</span>
                </li>
              ))}
          </ul>
        </>
      ))}
    </nav>
  );
}

function SourceFilter({ input }: { readonly input: QueuePageInput }) {
  const { filter, sources, bySource, context } = input;
  const { coverage } = context.words;
  return (
    <form class="filters" method="get" action="/findings">
      {filter.severity !== undefined && (
        <input type="hidden" name="severity" value={filter.severity} />
      )}
      {filter.code !== undefined && <input type="hidden" name="code" value={filter.code} />}
      <Choice
        name="source"
        label={coverage.source}
        any={coverage.any}
        chosen={filter.source}
        choices={sources.map((id) => [id, `${id} (${bySource.get(id) ?? 0})`])}
      />
      <button type="submit">{coverage.show}</button>
    </form>
  );
}

function QueueItem(given: {
  readonly finding: QueuedFinding;
  readonly place: number;
  readonly input: QueuePageInput;
}) {
  const { finding, place, input } = given;
  const { words } = input.context;
  return (
    <li class={finding.severity}>
      <a href={toAddress(`/findings/${place}`, { ...input.filter })}>
        {labelOf(finding.code, input.labels, words)}
      </a>{" "}
      <span class="quiet">
        <span lang="zh-CN">{finding.agency ?? words.report.unnamed}</span> {finding.year}
      </span>
      <p>{words.locale === "en" ? finding.message : finding.message_zh}</p>
    </li>
  );
}
