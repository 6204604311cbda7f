import type { Cell } from "../../model/report.ts";
import type { StoredReport } from "../../store/report.ts";
import { CellName } from "../cell-name.tsx";
import { statusWord, type Words } from "../words.ts";
import { toPrint } from "./form-table.tsx";
import type { ReportContext } from "./report-context.ts";

/** Cells that say something else in an earlier version than in the current one. */
export function Differences(given: {
  readonly report: ReportContext;
  readonly current: StoredReport;
}) {
  const { report, current } = given;
  const { words } = report;
  const now = new Map(current.report.cells.map((cell) => [cell.address, cell]));
  const all = new Set([...report.cells.keys(), ...now.keys()]);
  const changed = [...all].filter(
    (address) => tell(report.cells.get(address), words) !== tell(now.get(address), words),
  );
  const heads = words.report;
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">{heads.differences}</h2>
      {changed.length === 0 && <p class="quiet">{heads.sameNumbers}</p>}
      {changed.length > 0 && (
        <section
          class="scroll"
          tabindex={0}
          aria-label={`${heads.differences} (${changed.length})`}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{words.findings.cell}</th>
                <th scope="col" class="number">
                  {heads.thisVersion}
                </th>
                <th scope="col" class="number">
                  {heads.currentVersion}
                </th>
              </tr>
            </thead>
            <tbody>
              {changed.map((address) => (
                <tr>
                  <td>
                    <a href={`#${address}`}>
                      <CellName template={report.stored.report.template} address={address} />
                    </a>
                  </td>
                  <td class="number">{tell(report.cells.get(address), words)}</td>
                  <td class="number">{tell(now.get(address), words)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function tell(cell: Cell | undefined, words: Words): string {
  if (cell === undefined) return "–";
  return cell.value === null ? statusWord(words, cell.status) : toPrint(cell.value);
}
