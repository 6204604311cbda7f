import type Database from "better-sqlite3";

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly parent: string;
  readonly parentColumn: string;
  /** A row may stand without it. */
  readonly isOptional: boolean;
}

interface ForeignKeyRow {
  readonly child: string;
  readonly from: string;
  readonly parent: string;
  readonly to: string | null;
  readonly notnull: 0 | 1;
  readonly pk: number;
  readonly parentKey: string;
}

/**
 * Takes out the rows that point at rows no longer there, and empties the columns that may be empty, until every foreign
 * key holds.
 */
export function dropDangling(database: Database.Database): void {
  const references = listReferences(database);
  let changes = 1;
  while (changes > 0) {
    changes = references.reduce((sum, reference) => sum + mend(database, reference), 0);
  }
}

function listReferences(database: Database.Database): Reference[] {
  return database
    .prepare<[], ForeignKeyRow>(
      `select m.name as child, k."from", k."table" as parent, k."to", c."notnull", c.pk,
         (select name from pragma_table_info(k."table") where pk = 1) as "parentKey"
       from sqlite_schema m, pragma_foreign_key_list(m.name) k, pragma_table_info(m.name) c
       where m.type = 'table' and c.name = k."from" order by m.name, k."from"`,
    )
    .all()
    .map((row) => ({
      table: row.child,
      column: row.from,
      parent: row.parent,
      parentColumn: row.to ?? row.parentKey,
      isOptional: row.notnull === 0 && row.pk === 0,
    }));
}

function mend(database: Database.Database, reference: Reference): number {
  const { table, column, parent, parentColumn, isOptional } = reference;
  const isDangling = `${column} is not null
    and ${column} not in (select ${parentColumn} from ${parent} where ${parentColumn} is not null)`;
  const statement = isOptional
    ? `update ${table} set ${column} = null where ${isDangling}`
    : `delete from ${table} where ${isDangling}`;
  return database.prepare(statement).run().changes;
}
