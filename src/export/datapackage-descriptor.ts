import type { ColumnType } from "../store/column-types.ts";
import type { ColumnShape, RelationShape } from "../store/relation.ts";
import type { ForeignKey } from "../store/relation-keys.ts";
import { toShortName } from "../store/short-names.ts";
import { LICENCE, PUBLISHER_NOTE, TITLE } from "./about.ts";
import type { Origin } from "./manifest.ts";

/** A relation that has been written, and its file. */
export interface PackagedTable {
  readonly table: RelationShape;
  readonly fileName: string;
  readonly rowCount: number;
  readonly sha256: string;
  readonly byteSize: number;
}

/** The descriptor of a data package, valid by version 2 of the standard and by version 1, which most tools still read. */
export function describePackage(tables: readonly PackagedTable[], origin: Origin) {
  const names = new Set(tables.map(({ table }) => table.name));
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    profile: "tabular-data-package",
    name: "nianbao",
    title: `${TITLE.zh} · ${TITLE.en}`,
    description: `Read with nianbao ${origin.version}${origin.filter.length === 0 ? "" : `; ${origin.filter.join(", ")}`}. ${PUBLISHER_NOTE}`,
    version: origin.version,
    ...(origin.dataAsOf === null ? {} : { created: origin.dataAsOf }),
    keywords: ["政府信息公开", "年度报告", "China", "freedom of information"],
    licenses: [LICENCE],
    sources: [
      { title: "各行政机关门户网站 (web sites of the agencies, see sources.csv and fetches.csv)" },
    ],
    contributors: [{ title: `nianbao ${origin.version}`, role: "wrangler" }],
    resources: tables.map((packaged) => describeResource(packaged, names)),
  };
}

function describeResource(packaged: PackagedTable, names: ReadonlySet<string>) {
  const { table, fileName, rowCount, sha256, byteSize } = packaged;
  return {
    $schema: "https://datapackage.org/profiles/2.0/dataresource.json",
    name: table.name,
    profile: "tabular-data-resource",
    type: "table",
    title: table.labelZh,
    description: `A row is ${table.meaning}; ${rowCount} rows.`,
    path: fileName,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes: byteSize,
    hash: `sha256:${sha256}`,
    dialect: { delimiter: ",", lineTerminator: "\n", quoteChar: '"', doubleQuote: true },
    licenses: [LICENCE],
    schema: {
      $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
      fields: table.columns.map((column) => describeField(column, table.primaryKey)),
      missingValues: [""],
      ...(table.primaryKey.length === 0 ? {} : { primaryKey: table.primaryKey.map(toShortName) }),
      ...describeForeignKeys(table, names),
    },
  };
}

/** Only those that lead to a relation of the package. */
function describeForeignKeys({ name, foreignKeys }: RelationShape, names: ReadonlySet<string>) {
  const described = foreignKeys
    .filter(({ relation }) => names.has(relation))
    .map((key) => describeForeignKey(key, name));
  return described.length === 0 ? {} : { foreignKeys: described };
}

function describeForeignKey({ columns, relation, references }: ForeignKey, own: string) {
  return {
    fields: columns.map(toShortName),
    // An empty name is the resource itself.
    reference: { resource: relation === own ? "" : relation, fields: references.map(toShortName) },
  };
}

const TYPES: Readonly<Record<ColumnType, object>> = {
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean", trueValues: ["1"], falseValues: ["0"] },
  date: { type: "date", format: "default" },
  // With milliseconds, which the default of version 1 does not allow.
  timestamp: { type: "datetime", format: "any" },
  // Locators and lists of addresses: as text in v1 tools, too, which take `object` for objects only.
  json: { type: "string" },
  text: { type: "string" },
};

/** Columns whose values are words of a closed list, in every relation that has them. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  severity: ["error", "warning", "info"],
  published_from: ["text", "metadata", "url"],
};

function describeField(column: ColumnShape, primaryKey: readonly string[]) {
  const isKey = primaryKey.includes(column.column);
  const words = WORDS[column.column];
  const constraints = {
    ...(isKey ? { required: true } : {}),
    ...(isKey && primaryKey.length === 1 ? { unique: true } : {}),
    ...(words === undefined ? {} : { enum: words }),
  };
  return {
    name: column.name,
    ...TYPES[column.type],
    title: column.labelZh,
    description: `${column.meaning}${column.name === column.column ? "" : `; in the database ${column.column}`}`,
    ...(column.unit === "none" ? {} : { unit: column.unit }),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}
