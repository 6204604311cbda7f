import { AGENCY_KINDS, GROUPINGS } from "../../store/browse/coverage.ts";
import { Choice, TextField } from "../choice.tsx";
import type { CoveragePageInput } from "./coverage-view.tsx";
import { nameOfDivision } from "./division-name.ts";

/** Sources are chosen from a list as long as it can be looked through. */
const MOST_LISTED = 300;

/** What is shown, to be narrowed. */
export function CoverageFilters({ input }: { readonly input: CoveragePageInput }) {
  const { context, filter, grouping, provinces, sources, templates } = input;
  const { coverage } = context.words;
  return (
    <form class="filters" method="get" action="/coverage">
      <Choice
        name="by"
        label={coverage.by}
        any={undefined}
        chosen={grouping}
        choices={GROUPINGS.map((name) => [name, coverage.groupings[name]])}
      />
      {(filter.division?.length ?? 2) === 2 ? (
        <Choice
          name="division"
          label={coverage.province}
          any={coverage.any}
          chosen={filter.division}
          choices={provinces.map((code) => [code, nameOfDivision(code) ?? code])}
        />
      ) : (
        <TextField name="division" label={coverage.division} value={filter.division} />
      )}
      <Choice
        name="kind"
        label={coverage.kind}
        any={coverage.any}
        chosen={filter.kind}
        choices={AGENCY_KINDS.map((name) => [name, coverage.kinds[name]])}
      />
      <Choice
        name="template"
        label={coverage.template}
        any={coverage.any}
        chosen={filter.template}
        choices={templates.map((name) => [name, name === "none" ? coverage.noForm : name])}
      />
      {sources.length <= MOST_LISTED ? (
        <Choice
          name="source"
          label={coverage.source}
          any={coverage.any}
          chosen={filter.source}
          choices={sources.map((id) => [id, id])}
        />
      ) : (
        <TextField name="source" label={coverage.source} value={filter.source} />
      )}
      <TextField name="name" label={coverage.name} value={filter.name} />
      <button type="submit">{coverage.show}</button>
      <a href="/coverage">{coverage.clear}</a>
    </form>
  );
}
