import type { Cell } from "../model/report.ts";
import type { PackedCells } from "./cell-pack.ts";
import { unpackCells } from "./cell-unpack.ts";
import type { PackedForm, Store } from "./store.ts";

interface PackedRow extends PackedCells {
  readonly report_id: number;
  readonly form_id: number;
  readonly corrected: string | null;
  readonly sha256: string;
}

const PACKED = `
select v.report_id, c.form_id, c.cell_values as "values", c.statuses, t.raws,
  coalesce(t.locators, '[]') as locators, c.corrected_values as corrected, d.sha256
from version v
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
  const corrections = listCorrected(store, packed);
  const cells = unpackCells(form, packed);
  for (const [ordinal, { table, row, column, address }] of form.cells.entries()) {
    const cell = cells[ordinal];
    if (cell === undefined) continue;
    const corrected = corrections?.addresses.has(address);
    const value = corrections === undefined ? cell.value : (corrections.values[ordinal] ?? null);
    const status = corrected ? statusOf(value) : cell.status;
    const locator = cell.locator === null ? null : JSON.stringify(cell.locator);
    yield [
      packed.report_id,
      table,
      row,
      column,
      value,
      cell.raw,
      status,
      locator,
      corrected ? 1 : 0,
    ];
  }
}

function statusOf(value: number | null): Cell["status"] {
  return value === null ? "unreadable" : "reported";
}

interface Corrections {
  readonly values: readonly (number | null)[];
  readonly addresses: ReadonlySet<string>;
}

function listCorrected(store: Store, { corrected, sha256 }: PackedRow): Corrections | undefined {
  if (corrected === null) return undefined;
  const addresses = store
    .sql<[string], { address: string }>(
      `select table_name || '.' || row_name || '.' || column_name as address from correction
       where document_sha256 = ?`,
    )
    .all(sha256);
  return {
    values: JSON.parse(corrected),
    addresses: new Set(addresses.map(({ address }) => address)),
  };
}
