import { type Correction, withCorrections } from "../model/correction.ts";
import type { PackedCells } from "./cell-pack.ts";
import { unpackCells } from "./cell-unpack.ts";
import { listCorrectionsOf } from "./correction-rows.ts";
import type { PackedForm, Store } from "./store.ts";

interface PackedRow extends PackedCells {
  readonly report_id: number;
  readonly form_id: number;
  readonly corrected: string | null;
  readonly sha256: string;
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly year: number;
}

const PACKED = `
select v.report_id, c.form_id, c.cell_values as "values", c.statuses, t.raws,
  coalesce(t.locators, '[]') as locators, c.corrected_values as corrected, d.sha256,
  a.name as agency, a.division_code, r.year
from version v
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
join version_cells c on c.version_id = v.version_id
join document d on d.document_id = v.document_id
left join version_trace t on t.version_id = v.version_id
where v.superseded_because is null
order by v.report_id`;

export type CellRow = [
  reportId: number,
  table: string,
  row: string,
  column: string,
  value: number | null,
  raw: string | null,
  status: string,
  locator: string | null,
  corrected: 0 | 1,
  readValue: number | null,
];

/**
 * The rows of the view `cells` in the order of the form, unpacked here: SQLite looks each cell up in the packed lists anew,
 * which takes ten times as long.
 */
export function* readCellRows(store: Store): Generator<CellRow, void> {
  // A statement of its own: one that is being read cannot be read a second time.
  for (const packed of store.database.prepare<[], PackedRow>(PACKED).iterate()) {
    const form = store.forms.get(packed.form_id);
    if (form === undefined) throw new Error(`no form ${packed.form_id}`);
    yield* unpackRow(store, form, packed);
  }
}

function* unpackRow(store: Store, form: PackedForm, packed: PackedRow): Generator<CellRow, void> {
  const read = unpackCells(form, packed);
  const corrections = listCorrected(store, packed);
  const named = new Set(corrections.map(({ address }) => address));
  const cells = corrections.length === 0 ? read : withCorrections(read, corrections);
  for (const [ordinal, { table, row, column, address }] of form.cells.entries()) {
    const cell = cells[ordinal];
    if (cell === undefined) continue;
    const { value, raw, status } = cell;
    const locator = cell.locator === null ? null : JSON.stringify(cell.locator);
    const place = [packed.report_id, table, row, column] as const;
    const told = named.has(address) ? ([1, read[ordinal]?.value ?? null] as const) : NOT_CORRECTED;
    yield [...place, value, raw, status, locator, ...told];
  }
}

const NOT_CORRECTED = [0, null] as const;

function listCorrected(store: Store, packed: PackedRow): readonly Correction[] {
  if (packed.corrected === null) return [];
  const { agency, division_code, year, sha256 } = packed;
  const reading = { agency, divisionCode: division_code, year, documentSha256: sha256 };
  return listCorrectionsOf(store, reading);
}
