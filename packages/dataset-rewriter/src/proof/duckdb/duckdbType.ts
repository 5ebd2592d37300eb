import type { Platform } from '@skein/backstage-plugin-dataset-migrations-common';

/** Names of scalar types in all platforms, and the type of DuckDB that holds the same values. */
const SCALARS: [RegExp, string][] = [
  [/^(bool|boolean)$/, 'BOOLEAN'],
  [/^(tinyint|byteint|int8|int1)$/, 'TINYINT'],
  [/^(smallint|int16|int2|smallserial)$/, 'SMALLINT'],
  [/^(int|integer|mediumint|int32|int4|serial)( signed)?$/, 'INTEGER'],
  [/^(bigint|int64|long|bigserial)( signed)?$/, 'BIGINT'],
  [/^uint8$/, 'UTINYINT'],
  [/^uint16$/, 'USMALLINT'],
  [/^(uint32|(int|integer) unsigned)$/, 'UINTEGER'],
  [/^(uint64|bigint unsigned)$/, 'UBIGINT'],
  [/^(u?int128|u?int256|hugeint)$/, 'HUGEINT'],
  [/^(float|float4|float32|real)$/, 'FLOAT'],
  [/^(float64|float8|double|double precision)$/, 'DOUBLE'],
  [
    /^(numeric|decimal|dec|number|bignumeric|bigdecimal|money|decimal\d+)$/,
    'DECIMAL(38, 9)',
  ],
  [/^(date|date32)$/, 'DATE'],
  [/^time( without time zone)?$/, 'TIME'],
  [
    /^(timestamptz|timestamp_tz|timestamp_ltz|timestamp with (local )?time zone)$/,
    'TIMESTAMPTZ',
  ],
  [
    /^(timestamp|timestamp_ntz|datetime|datetime64|smalldatetime|timestamp without time zone)$/,
    'TIMESTAMP',
  ],
  [
    /^(bytes|binary|varbinary|blob|tinyblob|mediumblob|longblob|bytea)$/,
    'BLOB',
  ],
  [/^uuid$/, 'UUID'],
  [/^(json|jsonb|variant|super|object)$/, 'JSON'],
  [/^interval$/, 'INTERVAL'],
];

/** Where a name means another type than elsewhere. */
const OWN: Partial<Record<Platform, Record<string, string>>> = {
  bigquery: {
    int: 'BIGINT',
    integer: 'BIGINT',
    smallint: 'BIGINT',
    tinyint: 'BIGINT',
    float: 'DOUBLE',
    timestamp: 'TIMESTAMPTZ',
  },
  snowflake: {
    int: 'BIGINT',
    integer: 'BIGINT',
    bigint: 'BIGINT',
    number: 'BIGINT',
    float: 'DOUBLE',
    array: 'JSON',
  },
  spark: { timestamp: 'TIMESTAMPTZ', byte: 'TINYINT', short: 'SMALLINT' },
  databricks: { timestamp: 'TIMESTAMPTZ', byte: 'TINYINT', short: 'SMALLINT' },
  postgres: { int8: 'BIGINT', float: 'DOUBLE' },
  redshift: { int8: 'BIGINT', float: 'DOUBLE' },
};

/** The type of DuckDB that holds the values of a type of a platform; text where none is known. */
export function duckdbType(type: string, platform: Platform): string {
  const written = type.trim().replace(/\s+/g, ' ');
  const list = /^(.+)\[\]$/.exec(written);
  if (list) {
    return `${duckdbType(list[1], platform)}[]`;
  }
  const nested = /^(\w+) ?[<(](.*)[>)](.*)$/.exec(written);
  const name = (nested ? `${nested[1]}${nested[3]}` : written).toLowerCase();
  const inner = nested ? splitList(nested[2]) : [];
  if (nested && /^(nullable|lowcardinality)$/.test(name)) {
    return duckdbType(nested[2], platform);
  }
  if (nested && name === 'array') {
    return `${duckdbType(nested[2], platform)}[]`;
  }
  if (nested && name === 'map' && inner.length === 2) {
    return `MAP(${inner.map(part => duckdbType(part, platform)).join(', ')})`;
  }
  if (nested && /^(struct|row|record|tuple)$/.test(name)) {
    return structType(inner, platform);
  }
  return scalarType(name, inner, platform);
}

function structType(fields: string[], platform: Platform): string {
  const named = fields.map((field, index) => {
    const match = /^[`"]?(\w+)[`"]? ?[: ] ?(.+)$/.exec(field);
    const [name, type] = match
      ? [match[1], match[2]]
      : [`_${index + 1}`, field];
    return `"${name}" ${duckdbType(type, platform)}`;
  });
  return `STRUCT(${named.join(', ')})`;
}

function scalarType(
  name: string,
  digits: string[],
  platform: Platform,
): string {
  const own = OWN[platform]?.[name];
  const common = SCALARS.find(([pattern]) => pattern.test(name))?.[1];
  const isDecimal = common?.startsWith('DECIMAL') ?? false;
  const scale = Number(digits[1] ?? 0);
  const width = Number(digits[0]);
  if (isDecimal && digits.length && width <= 38) {
    return own === 'BIGINT' && scale === 0
      ? own
      : `DECIMAL(${width}, ${scale})`;
  }
  return own ?? common ?? 'VARCHAR';
}

/** Splits at commas that stand in no bracket. */
function splitList(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= list.length; at += 1) {
    const character = list[at];
    if (at === list.length || (character === ',' && depth === 0)) {
      parts.push(list.slice(start, at).trim());
      start = at + 1;
    } else if (/[<([]/.test(character)) {
      depth += 1;
    } else if (/[>)\]]/.test(character)) {
      depth -= 1;
    }
  }
  return parts;
}
