import type { Bilingual } from "../../model/finding.ts";
import type { Cell } from "../../model/report.ts";
import type { FindingFilter, QueuedFinding } from "../../store/browse/finding-queue.ts";
import type { StoredReport } from "../../store/report.ts";
import { CellName } from "../cell-name.tsx";
import { OriginalPane } from "../original-pane.tsx";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { toAddress } from "../parameters.ts";
import { originalAddress } from "../report/report-context.ts";
import { statusWord, type Words } from "../words.ts";
import { labelOf } from "./queue-view.tsx";

export interface FindingPageInput {
  readonly context: PageContext;
  readonly filter: FindingFilter;
  /** In the queue, from 1. */
  readonly place: number;
  readonly all: number;
  readonly finding: QueuedFinding;
  readonly stored: StoredReport;
  readonly labels: ReadonlyMap<string, Bilingual>;
  readonly takeAway: TakeAway;
  readonly canEdit: boolean;
}

/** One finding of the queue: its cells, and the original where the first of them was read. */
export function FindingPage(input: FindingPageInput) {
  const { context, finding, stored, filter, place, all } = input;
  const { words } = context;
  const label = labelOf(finding.code, input.labels, words);
  const name = `${finding.agency ?? words.report.unnamed} ${finding.year}`;
  const addresses: readonly string[] = JSON.parse(finding.cells);
  const to = (number: number) => toAddress(`/findings/${number}`, { ...filter });
  return (
    <Page context={context} title={`${label}: ${name}`} view="findings" takeAway={input.takeAway}>
      <div class="pair">
        <article>
          <nav class="pages" aria-label={words.findings.title}>
            <a href={toAddress("/findings", { ...filter })}>{words.findings.toQueue}</a>
            {place > 1 && (
              <a rel="previous" href={to(place - 1)}>
                {words.paging.previous}
              </a>
            )}
            <span class="quiet">{words.findings.place(place, all)}</span>
            {place < all && (
              <a rel="next" href={to(place + 1)}>
                {words.paging.next}
              </a>
            )}
          </nav>
          <h1>
            <span class={`tag ${finding.severity}`}>{words.severity[finding.severity]}</span>{" "}
            {label}
          </h1>
          <p>{words.locale === "en" ? finding.message : finding.message_zh}</p>
          <p>
            <a href={`/reports/${finding.report_id}`} lang="zh-CN">
              {name}
            </a>{" "}
            <span class="quiet mono">{finding.code}</span>
          </p>
          <CellTable addresses={addresses} input={input} />
        </article>
        <OriginalPane
          words={words}
          versionId={stored.versionId}
          target={addresses.find((address) => isLocated(stored, address))}
          title={name}
        />
      </div>
    </Page>
  );
}

function isLocated({ report }: StoredReport, address: string): boolean {
  return report.cells.some((cell) => cell.address === address && cell.locator !== null);
}

function CellTable(given: {
  readonly addresses: readonly string[];
  readonly input: FindingPageInput;
}) {
  const { addresses, input } = given;
  const { stored, canEdit, context } = input;
  const { words } = context;
  const cells = stored.report.cells.filter(({ address }) => addresses.includes(address));
  if (cells.length === 0) return null;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.findings.cell}</th>
            <th scope="col" class="number">
              {words.findings.value}
            </th>
            <th scope="col">{words.findings.printed}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr id={cell.address}>
              <td>
                <a href={`/versions/${stored.versionId}?target=${cell.address}#${cell.address}`}>
                  <CellName template={stored.report.template} address={cell.address} />
                </a>
              </td>
              <td class="number">
                {cell.value ?? statusWord(words, cell.status)}
                {canEdit && <EditLink address={cell.address} input={input} />}
              </td>
              <td>
                <Printed cell={cell} versionId={stored.versionId} words={words} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** To the form that corrects a cell, which leads back to this finding. */
function EditLink(given: { readonly address: string; readonly input: FindingPageInput }) {
  const { address, input } = given;
  const { stored, context } = input;
  const path = `/reports/${stored.reportId}/cells/${address}/correction`;
  return (
    <>
      {" "}
      <a
        href={toAddress(path, { back: context.address })}
        aria-label={context.words.edit.link(address)}
      >
        ✎
      </a>
    </>
  );
}

function Printed(given: {
  readonly cell: Cell;
  readonly versionId: number;
  readonly words: Words;
}) {
  const { cell, versionId, words } = given;
  const text = cell.raw === null || cell.raw === "" ? words.none : cell.raw;
  if (cell.locator === null) return <span class="quiet">{text}</span>;
  return (
    <a href={originalAddress(versionId, cell.address)} target="original">
      {text}
    </a>
  );
}
