import type { ClaimEntry, VersionEntry } from "../../store/browse/report-context.ts";
import type { StoredReport } from "../../store/report.ts";
import { CellName } from "../cell-name.tsx";
import type { Words } from "../words.ts";
import { statusWord } from "../words.ts";
import { toPrint } from "./form-table.tsx";
import { addressesOf, originalAddress, type ReportContext } from "./report-context.ts";

/** Figures in rows and columns that the agency added to a table of the form. */
export function ExtraList({ report }: { readonly report: ReportContext }) {
  const { words, stored } = report;
  const { extras } = stored.report;
  if (extras.length === 0) return null;
  const heads = words.report.extraColumns;
  return (
    <section aria-labelledby="extras">
      <h2 id="extras">{words.report.extras}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{heads.table}</th>
              <th scope="col">{heads.row}</th>
              <th scope="col">{heads.column}</th>
              <th scope="col" class="number">
                {heads.value}
              </th>
            </tr>
          </thead>
          <tbody>
            {extras.map(({ table, row, column, value, raw, status, ordinal }) => (
              <tr id={`extra.${ordinal}`}>
                <td>{table}</td>
                <td lang="zh-CN">{row}</td>
                <td lang="zh-CN">{column ?? words.unknown}</td>
                <td class="number">
                  <a href={originalAddress(stored.versionId, `extra.${ordinal}`)} target="original">
                    {value === null ? `${raw} ${statusWord(words, status)}` : toPrint(value)}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The report's prose. */
export function SectionList({ report }: { readonly report: ReportContext }) {
  const { words, stored } = report;
  return (
    <section aria-labelledby="sections">
      <h2 id="sections">{words.report.sections}</h2>
      {stored.report.sections.length === 0 && <p class="quiet">{words.none}</p>}
      {stored.report.sections.map(({ number, heading, text }) => (
        <section id={`section.${number}`} class="prose">
          <h3>
            <span class="quiet">{words.report.section(number)}</span>{" "}
            <a href={originalAddress(stored.versionId, `section.${number}`)} target="original">
              <span lang="zh-CN">{heading}</span>
            </a>
          </h3>
          <div lang="zh-CN">{text.split("\n").map((line) => line !== "" && <p>{line}</p>)}</div>
        </section>
      ))}
    </section>
  );
}

/** Numbers stated in the prose, beside the cells that they should equal. */
export function ClaimList(given: {
  readonly report: ReportContext;
  readonly claims: readonly ClaimEntry[];
}) {
  const { report, claims } = given;
  const { words } = report;
  const heads = words.report.claimColumns;
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">{words.report.claims}</h2>
      {claims.length === 0 && <p class="quiet">{words.none}</p>}
      {claims.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{heads.sentence}</th>
                <th scope="col" class="number">
                  {heads.number}
                </th>
                <th scope="col">{heads.cells}</th>
                <th scope="col" class="number">
                  {heads.inTable}
                </th>
                <th scope="col">{heads.agrees}</th>
              </tr>
            </thead>
            <tbody>
              {claims.map((claim) => (
                <ClaimRow claim={claim} report={report} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function ClaimRow({
  claim,
  report,
}: {
  readonly claim: ClaimEntry;
  readonly report: ReportContext;
}) {
  const { words, stored } = report;
  const cells = addressesOf(claim);
  const answer = claim.agrees === 1 ? words.report.yes : words.report.no;
  return (
    <tr>
      <td lang="zh-CN">{claim.sentence}</td>
      <td class="number">
        {claim.approximate === 1 && `${words.report.about} `}
        {toPrint(claim.value)} <span lang="zh-CN">{claim.unit}</span>
      </td>
      <td>
        {cells.map((address) => (
          <>
            <a href={`/versions/${stored.versionId}?target=${address}#${address}`}>
              <CellName template={stored.report.template} address={address} />
            </a>{" "}
          </>
        ))}
      </td>
      <td class="number">{claim.cellsValue ?? "–"}</td>
      <td class={claim.agrees === 0 ? "error" : ""}>{claim.agrees === null ? "–" : answer}</td>
    </tr>
  );
}

/** Every reading of the report, the current one first. */
export function VersionList(given: {
  readonly report: ReportContext;
  readonly versions: readonly VersionEntry[];
}) {
  const { report, versions } = given;
  const { words, stored } = report;
  const heads = words.report.versionColumns;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{words.report.versions}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{heads.version}</th>
              <th scope="col">{heads.state}</th>
              <th scope="col">{heads.fetched}</th>
              <th scope="col">{heads.parser}</th>
              <th scope="col">{heads.document}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr>
                <td>
                  <a
                    href={`/versions/${version.versionId}`}
                    {...(version.versionId === stored.versionId && { "aria-current": "page" })}
                  >
                    {version.versionId}
                  </a>
                </td>
                <td>{stateOf(version, words)}</td>
                <td>{version.fetchedAt}</td>
                <td>{version.parserVersion}</td>
                <td class="mono">{version.documentSha256.slice(0, 12)}…</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function stateOf({ supersededBecause }: VersionEntry, words: Words): string {
  return supersededBecause === null
    ? words.report.current
    : words.report.superseded[supersededBecause];
}

/** Where a version comes from. */
export function Provenance({
  stored,
  words,
}: {
  readonly stored: StoredReport;
  readonly words: Words;
}) {
  const { report, provenance, versionId } = stored;
  const names = words.report.facts;
  const facts: readonly (readonly [string, string | number | null])[] = [
    [names.agency, report.agency.name],
    [names.printed, report.agency.printed],
    [names.division, report.agency.divisionCode],
    [names.year, report.year],
    [names.publishedFrom, report.publishedFrom],
    [names.address, provenance.url],
    [names.answered, provenance.finalUrl],
    [names.fetched, provenance.fetchedAt],
    [names.type, provenance.mediaType],
    [names.hash, provenance.documentSha256],
    [names.parser, provenance.parserVersion],
  ];
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">{words.report.provenance}</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value ?? words.unknown}</dd>
          </>
        ))}
        <dt>{names.run}</dt>
        <dd>
          <a href={`/runs/${provenance.runId}`}>{provenance.runId}</a>
        </dd>
      </dl>
      <p>
        <a href={`/versions/${versionId}/document`} download={provenance.documentSha256}>
          {words.report.download}
        </a>
      </p>
    </section>
  );
}
