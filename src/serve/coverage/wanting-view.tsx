import type { WantedSlot, Wanting } from "../../store/browse/coverage-slots.ts";
import { Page, type PageContext, type TakeAway } from "../page.tsx";
import { toAddress } from "../parameters.ts";
import type { Words } from "../words.ts";

/** Why one report is not there. */
export function WantingPage(given: {
  readonly context: PageContext;
  readonly slot: WantedSlot;
  readonly wanting: readonly Wanting[];
  readonly takeAway: TakeAway;
}) {
  const { context, slot, wanting, takeAway } = given;
  const { words } = context;
  const title = `${slot.agency} ${slot.year}`;
  return (
    <Page context={context} title={title} view="coverage" shape="text" takeAway={takeAway}>
      <h1 lang="zh-CN">{title}</h1>
      <h2>{words.coverage.whyMissing}</h2>
      {wanting.length === 0 && <p>{words.coverage.nothingKnown}</p>}
      {wanting.map(({ status, reason, basis }) => (
        <>
          <p>
            <span class="tag warning">{stateWord(words, status)}</span> {reason ?? ""}
          </p>
          <p class="quiet">{basisWord(words, basis)}</p>
        </>
      ))}
      <p>
        {words.coverage.source}:{" "}
        <a href={toAddress("/coverage", { source: slot.source })}>{slot.source}</a>
      </p>
    </Page>
  );
}

function stateWord({ coverage }: Words, status: string): string {
  const found = Object.entries(coverage.states).find(([name]) => name === status);
  return found?.[1] ?? status;
}

function basisWord({ coverage }: Words, basis: string): string {
  const found = Object.entries(coverage.basis).find(([name]) => name === basis);
  return found?.[1] ?? basis;
}
