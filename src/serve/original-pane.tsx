import { originalAddress } from "./report/report-context.ts";
import type { Words } from "./words.ts";

/** The frame in which the original stands beside what was read of it. */
export function OriginalPane(given: {
  readonly words: Words;
  readonly versionId: number;
  readonly target: string | undefined;
  readonly title: string;
}) {
  const { words, versionId, target, title } = given;
  const address = originalAddress(versionId, target);
  return (
    <aside class="original" data-original id="original" aria-labelledby="original-title">
      <header>
        <h2 id="original-title">{words.report.original}</h2>
        <a href={address}>{words.report.openOriginal}</a>
        <button type="button" data-close>
          {words.report.close}
        </button>
      </header>
      <iframe
        name="original"
        title={words.original.of(title)}
        src={address}
        sandbox="allow-top-navigation-by-user-activation"
      ></iframe>
    </aside>
  );
}
