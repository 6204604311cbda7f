import type { StoredReport } from "../../store/report.ts";
import { CellName } from "../cell-name.tsx";
import { OriginalPane } from "../original-pane.tsx";
import { Page, type PageContext } from "../page.tsx";
import { nameOf } from "../report/report-context.ts";
import { statusWord } from "../words.ts";

/** What stands in the fields. */
export interface GivenText {
  readonly value: string;
  readonly reason: string;
  readonly by: string;
}

/** A form for what the document prints in one cell, beside the document. */
export function EditPage(input: {
  readonly context: PageContext;
  readonly stored: StoredReport;
  readonly cell: string;
  readonly given: GivenText;
  /** Where it leads once it is written. */
  readonly back: string;
  readonly token: string;
  readonly refusal: string | undefined;
}) {
  const { context, stored, cell, given, back, token, refusal } = input;
  const { words } = context;
  const name = `${nameOf(stored, words)} ${stored.report.year}`;
  const isCorrected = stored.corrected.includes(cell);
  return (
    <Page context={context} title={`${words.edit.title}: ${cell}`}>
      <div class="pair">
        <article>
          <h1>{words.edit.title}</h1>
          <p>
            <a href={back} lang="zh-CN">
              {name}
            </a>{" "}
            <CellName template={stored.report.template} address={cell} />
          </p>
          {refusal !== undefined && (
            <p class="banner" role="alert">
              {refusal}
            </p>
          )}
          <Now stored={stored} cell={cell} context={context} />
          <form class="edit-form" method="post">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="back" value={back} />
            <label>
              {words.edit.value}
              <input name="value" value={given.value} inputmode="decimal" maxlength={40} />
              <span class="quiet small">{words.edit.valueHint}</span>
            </label>
            <label>
              {words.edit.reason}
              <textarea name="reason" rows={3} maxlength={2000}>
                {given.reason}
              </textarea>
            </label>
            <label>
              {words.edit.by}
              <input name="by" value={given.by} maxlength={200} />
              <span class="quiet small">{words.edit.byHint}</span>
            </label>
            <p>
              <button type="submit" name="do" value="put">
                {words.edit.save}
              </button>{" "}
              {isCorrected && (
                <button type="submit" name="do" value="remove">
                  {words.edit.remove}
                </button>
              )}
            </p>
          </form>
          <p class="quiet small">{words.edit.where}</p>
        </article>
        <OriginalPane words={words} versionId={stored.versionId} target={cell} title={name} />
      </div>
    </Page>
  );
}

function Now(given: {
  readonly stored: StoredReport;
  readonly cell: string;
  readonly context: PageContext;
}) {
  const { stored, cell, context } = given;
  const { words } = context;
  const now = stored.report.cells.find(({ address }) => address === cell);
  const held = stored.corrections.find(({ address }) => address === cell);
  if (now === undefined) return null;
  return (
    <dl class="facts">
      <dt>{words.findings.printed}</dt>
      <dd>{now.raw === null || now.raw === "" ? words.none : now.raw}</dd>
      <dt>{words.findings.value}</dt>
      <dd>{now.value ?? statusWord(words, now.status)}</dd>
      {held !== undefined && (
        <>
          <dt>{words.edit.read}</dt>
          <dd>{held.readValue ?? statusWord(words, held.readStatus)}</dd>
        </>
      )}
    </dl>
  );
}
