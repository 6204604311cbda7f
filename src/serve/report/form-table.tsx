import type { AppliedCorrection } from "../../model/correction.ts";
import type { Finding } from "../../model/finding.ts";
import type { FormTable } from "../../model/form.ts";
import type { Cell } from "../../model/report.ts";
import type { ClaimEntry } from "../../store/browse/report-context.ts";
import { type HeaderCell, layOut, type TablePart } from "../form-layout.ts";
import { statusWord, type Words } from "../words.ts";
import { gravest, messageOf, originalAddress, type ReportContext } from "./report-context.ts";

/** An official table as the form prints it, each figure leading to where it was read. */
export function FormTableView(given: {
  readonly table: FormTable;
  readonly context: ReportContext;
}) {
  const { table, context } = given;
  return (
    <>
      {layOut(table).map((part, index) => (
        <section class="scroll" tabindex={0} aria-label={labelOf(table, part, index)}>
          <table class="form">
            <PartHeader part={part} words={context.words} />
            <tbody>
              {part.body.map(({ headers, cells }) => (
                <tr>
                  {headers.map((header) => (
                    <Head header={header} />
                  ))}
                  {cells.map((address) => (
                    <Figure address={address} context={context} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function labelOf(table: FormTable, { caption }: TablePart, index: number): string {
  return caption === undefined ? table.title : `${table.title}: ${caption} (${index + 1})`;
}

function PartHeader({ part, words }: { readonly part: TablePart; readonly words: Words }) {
  const { caption, stub, header } = part;
  const width = stub + (part.body[0]?.cells.length ?? 0);
  return (
    <thead lang="zh-CN">
      {caption !== undefined && (
        <tr>
          <th scope="colgroup" colspan={width} class="over">
            {caption}
          </th>
        </tr>
      )}
      {header.map((line, index) => (
        <tr>
          {index === 0 && stub > 0 && (
            <th scope="col" colspan={stub} rowspan={header.length}>
              {stub === 1 ? "信息内容" : <span class="quiet">{words.report.rowItem}</span>}
            </th>
          )}
          {line.map((cell) => (
            <Head header={cell} />
          ))}
        </tr>
      ))}
    </thead>
  );
}

function Head({ header }: { readonly header: HeaderCell }) {
  const { label, columnSpan, rowSpan, scope } = header;
  return (
    <th scope={scope} colspan={columnSpan} rowspan={rowSpan} lang="zh-CN">
      {label}
    </th>
  );
}

function Figure({
  address,
  context,
}: {
  readonly address: string;
  readonly context: ReportContext;
}) {
  const { words, stored, doubts, corrections } = context;
  const cell = context.cells.get(address);
  if (cell === undefined) return <td id={address} class="is-absent" />;
  const findings = doubts.get(address) ?? [];
  const correction = corrections.get(address);
  const isCorrected = correction !== undefined;
  const claims = context.claims.get(address) ?? [];
  const tips = [
    ...listTips(cell, findings, correction, words),
    ...claims.map((claim) => tellClaim(claim, words)),
  ];
  const tip = tips.length === 0 ? undefined : `tip-${address}`;
  const described = tip === undefined ? {} : { "aria-describedby": tip };
  const shown = <Shown cell={cell} words={words} correction={correction} />;
  return (
    <td id={address} class={classOf(cell, findings, isCorrected)}>
      {cell.locator === null ? (
        <span class="plain" {...(tip !== undefined && { tabindex: 0 })} {...described}>
          {shown}
        </span>
      ) : (
        <a href={originalAddress(stored.versionId, address)} target="original" {...described}>
          {shown}
        </a>
      )}
      {claims.length > 0 && <ClaimMark claims={claims} words={words} />}
      {context.canEdit && (
        <a
          class="edit"
          href={`/reports/${stored.reportId}/cells/${address}/correction`}
          aria-label={words.edit.link(address)}
        >
          ✎
        </a>
      )}
      {tip !== undefined && (
        <div class="tip" id={tip} role="tooltip">
          {tips.map((text) => (
            <span>{text}</span>
          ))}
        </div>
      )}
    </td>
  );
}

/** Beside a cell: that the prose says its number, too. */
function ClaimMark(given: { readonly claims: readonly ClaimEntry[]; readonly words: Words }) {
  const { claims, words } = given;
  const differs = claims.some(({ agrees }) => agrees === 0);
  const told = claims.map((claim) => tellClaim(claim, words)).join("; ");
  return (
    <a class={differs ? "claim error" : "claim quiet"} href="#claims" aria-label={told}>
      {differs ? "≠" : "¶"}
    </a>
  );
}

function tellClaim({ value, unit, approximate, agrees, cells }: ClaimEntry, words: Words): string {
  const about = approximate === 1 ? `${words.report.about} ` : "";
  const said = words.report.stated(`${about}${toPrint(value)}${unit}`, JSON.parse(cells).length);
  if (agrees === null) return said;
  return `${said}: ${agrees === 1 ? words.report.same : words.report.other}`;
}

function Shown(given: {
  readonly cell: Cell;
  readonly words: Words;
  readonly correction: AppliedCorrection | undefined;
}) {
  const { cell, words, correction } = given;
  const state = cell.status === "reported" ? undefined : statusWord(words, cell.status);
  return (
    <>
      {cell.value !== null && toPrint(cell.value)}
      {cell.value === null && cell.raw !== null && cell.raw !== "" && `${cell.raw} `}
      {state !== undefined && <em class="state">{state}</em>}
      {correction !== undefined && (
        <em class="state">
          {" "}
          {words.report.corrected}, {words.report.wasRead(readOf(correction, words))}
        </em>
      )}
    </>
  );
}

/** As in the form: plain digits, since its own print has no separators. */
export function toPrint(value: number): string {
  return String(value);
}

function classOf(cell: Cell, findings: readonly Finding[], isCorrected: boolean): string {
  const severity = gravest(findings);
  return [
    cell.status === "reported" ? "" : `is-${cell.status}`,
    cell.value === 0 ? "is-zero" : "",
    severity === undefined ? "" : `is-${severity}`,
    isCorrected ? "is-corrected" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
}

function listTips(
  cell: Cell,
  findings: readonly Finding[],
  correction: AppliedCorrection | undefined,
  words: Words,
): string[] {
  return [
    ...findings.map(
      (finding) => `${words.severity[finding.severity]}: ${messageOf(finding, words)}`,
    ),
    ...(cell.status === "reported"
      ? []
      : [`${words.status[cell.status]}: ${words.statusHint[cell.status]}`]),
    ...(correction === undefined ? [] : [tellCorrection(correction, words)]),
  ];
}

function readOf({ readValue, readStatus }: AppliedCorrection, words: Words): string {
  return readValue === null ? statusWord(words, readStatus) : toPrint(readValue);
}

function tellCorrection(correction: AppliedCorrection, words: Words): string {
  const { reason, by, on } = correction;
  const was = readOf(correction, words);
  const who = [by, on].filter((part) => part !== null).join(", ");
  return `${words.report.corrected} (${who}): ${reason}; ${words.report.wasRead(was)}`;
}
