import type { SqlNode } from '../parse/parseScript';
import type { PlannedRows } from '../../contract/planRows';
import type { Scope } from '../scope/Scope';
import { findSelect } from './locateItem';
import { placeRowFilter } from './placeRowFilter';
import type { Resolution } from './Resolution';
import type { TableUse } from './uses';

/** Notes the predicates that the datasets of one FROM need; a read without a place for it stays unfiltered. */
export function filterSources(
  select: SqlNode,
  { sources, parent }: Scope,
  resolution: Resolution,
) {
  const { tokens, toOffset } = resolution.options.statement;
  for (const source of sources) {
    const { dataset, qualifier } = source;
    const rows = dataset ? rowsOf(dataset) : [];
    if (!dataset || !rows.length) {
      continue;
    }
    const keyword = findSelect(select, { tokens, toOffset });
    const place =
      keyword === undefined
        ? undefined
        : placeRowFilter(tokens, keyword, sources, source);
    const isAlone = sources.length === 1 && !parent;
    const canBeWritten =
      isAlone ||
      (rows.every(({ canBeQualified }) => canBeQualified) &&
        qualifier !== undefined);
    if (place && canBeWritten) {
      dataset.isFiltered = true;
      resolution.filters.push(
        ...rows.map(one => ({
          rows: one,
          place,
          qualifier: isAlone ? undefined : qualifier,
        })),
      );
    }
  }
}

/** The conditions under which the new dataset has the rows of the old one. */
export function rowsOf({ side, move, shard }: TableUse): PlannedRows[] {
  if (side === 'new') {
    return [];
  }
  const suffix = move.fields.get('_table_suffix')?.expression;
  const ofShard =
    shard !== undefined && shard !== '*' && suffix !== undefined
      ? [
          {
            path: move.path,
            where: `${suffix} = '${shard}'`,
            canBeQualified: true,
          },
        ]
      : [];
  return [...(move.rows ? [move.rows] : []), ...ofShard];
}

/** Why a shard cannot be read from the table that replaces all shards; absent when it can. */
export function findShardProblem({
  move,
  shard,
  isFiltered,
}: TableUse): string | undefined {
  if (shard === undefined || (shard === '*' && isKnown(move))) {
    return undefined;
  }
  if (!isKnown(move)) {
    return 'The shards become one table, and the contract does not say what _TABLE_SUFFIX is there. Add a field from _TABLE_SUFFIX with an expression.';
  }
  if (!/^\w+$/.test(shard)) {
    return 'The name stands for a part of the shards, which become one table. Read all of them, and filter by _TABLE_SUFFIX.';
  }
  return isFiltered
    ? undefined
    : 'The shard becomes a part of one table, and no filter can be added here without changing what the query does. Migrate it by hand.';
}

function isKnown({ fields }: TableUse['move']): boolean {
  return fields.get('_table_suffix')?.expression !== undefined;
}
