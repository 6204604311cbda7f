import type { LossRow, OutcomeCount } from "../../store/browse/run-view.ts";
import type { RunStatus } from "../../store/status.ts";
import { toMoment } from "../moment.ts";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { toAddress } from "../parameters.ts";
import type { Words } from "../words.ts";

/** The last runs, newest first. */
export function RunListPage(given: {
  readonly context: PageContext;
  readonly runs: readonly RunStatus[];
  readonly takeAway: TakeAway;
}) {
  const { context, runs, takeAway } = given;
  const { words } = context;
  const heads = words.runs.columns;
  return (
    <Page context={context} title={words.runs.title} view="runs" takeAway={takeAway}>
      <h1>{words.runs.title}</h1>
      {runs.length === 0 && <p>{words.runs.none}</p>}
      <section class="scroll" tabindex={0} aria-label={words.runs.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{heads.run}</th>
              <th scope="col">{heads.command}</th>
              <th scope="col">{heads.outcome}</th>
              <th scope="col">{heads.began}</th>
              <th scope="col">{heads.ended}</th>
              <th scope="col">{heads.parser}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr>
                <td>
                  <a href={`/runs/${run.runId}`}>{run.runId}</a>
                </td>
                <td>{run.command}</td>
                <td>
                  <Outcome run={run} words={words} />
                </td>
                <td class="moment">{toMoment(run.startedAt)}</td>
                <td class="moment">{run.finishedAt === null ? "–" : toMoment(run.finishedAt)}</td>
                <td>{run.parserVersion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Page>
  );
}

const COLOURS: Readonly<Record<RunStatus["outcome"], string>> = {
  running: "info",
  done: "good",
  partial: "warning",
  failed: "error",
  interrupted: "warning",
};

function Outcome({ run, words }: { readonly run: RunStatus; readonly words: Words }) {
  return (
    <span class={`tag ${COLOURS[run.outcome]}`} title={words.runs.hints[run.outcome]}>
      {words.runs.outcomes[run.outcome]}
    </span>
  );
}

/** What one run did; while it runs, the page follows it. */
export function RunPage(given: {
  readonly context: PageContext;
  readonly run: RunStatus;
  readonly outcomes: readonly OutcomeCount[];
  readonly written: { readonly versions: number; readonly reports: number };
  /** The first of them. */
  readonly losses: readonly LossRow[];
  /** In all. */
  readonly lost: number;
  readonly takeAway: TakeAway;
}) {
  const { context, run, outcomes, written, losses, lost, takeAway } = given;
  const { words } = context;
  const title = words.runs.of(run.runId);
  const live = run.outcome === "running" ? { "data-live": "" } : { "data-ended": "" };
  return (
    <Page context={context} title={title} view="runs" takeAway={takeAway}>
      <div {...live}>
        <h1>
          {title} <Outcome run={run} words={words} />
        </h1>
        {run.outcome === "running" && <p class="quiet">{words.runs.hints.running}</p>}
        <ul class="tiles" aria-live="polite">
          <Tile number={written.reports} name={words.runs.newReports} words={words} />
          <Tile number={written.versions} name={words.runs.newVersions} words={words} />
          {outcomes.map(({ outcome, fetches }) => (
            <Tile number={fetches} name={fetchWord(words, outcome)} words={words} />
          ))}
        </ul>
        <Facts run={run} words={words} />
        <Losses losses={losses} lost={lost} words={words} />
      </div>
    </Page>
  );
}

function Tile(given: { readonly number: number; readonly name: string; readonly words: Words }) {
  const { number, name, words } = given;
  return (
    <li>
      <strong>{number.toLocaleString(words.locale)}</strong>
      <span class="quiet">{name}</span>
    </li>
  );
}

function fetchWord({ runs }: Words, outcome: string): string {
  return Object.entries(runs.fetches).find(([name]) => name === outcome)?.[1] ?? outcome;
}

function Facts({ run, words }: { readonly run: RunStatus; readonly words: Words }) {
  const heads = words.runs.columns;
  const facts: readonly (readonly [string, string])[] = [
    [heads.command, run.command],
    [heads.arguments, run.arguments.join(" ")],
    [heads.began, toMoment(run.startedAt)],
    [heads.ended, run.finishedAt === null ? "–" : toMoment(run.finishedAt)],
    [heads.parser, run.parserVersion],
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {run.summary !== null && (
        <details>
          <summary>{words.runs.summary}</summary>
          <pre tabindex={0}>{JSON.stringify(run.summary, undefined, 2)}</pre>
        </details>
      )}
    </>
  );
}

function Losses(given: {
  readonly losses: readonly LossRow[];
  readonly lost: number;
  readonly words: Words;
}) {
  const { losses, lost, words } = given;
  const byReason = groupLosses(losses, words);
  return (
    <section aria-labelledby="losses">
      <h2 id="losses">
        {words.runs.losses} <span class="quiet">({lost.toLocaleString(words.locale)})</span>
      </h2>
      {lost > losses.length && <p class="banner">{words.runs.onlyFirst(losses.length)}</p>}
      {losses.length === 0 && <p class="quiet">{words.runs.noLosses}</p>}
      {[...byReason].map(([reason, rows]) => (
        <details open={byReason.size < 6}>
          <summary>
            {reason} <strong>{rows.length}</strong>
          </summary>
          <ul class="small">
            {rows.map(({ url, sha256, source_id }) => (
              <li>
                <span class="mono">{url}</span>{" "}
                {source_id !== null && (
                  <a href={toAddress("/coverage", { source: source_id })}>{source_id}</a>
                )}{" "}
                {sha256 !== null && <a href={`/documents/${sha256}/original`}>{words.runs.seen}</a>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** By how they ended and why. */
function groupLosses(losses: readonly LossRow[], words: Words): Map<string, LossRow[]> {
  const groups = new Map<string, LossRow[]>();
  for (const loss of losses) {
    const key = `${fetchWord(words, loss.kind)}: ${loss.reason}`;
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [loss]);
    else held.push(loss);
  }
  return groups;
}
