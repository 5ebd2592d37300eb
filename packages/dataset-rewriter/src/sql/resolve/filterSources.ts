import type { SqlNode } from '../parse/parseScript';
import type { Scope } from '../scope/Scope';
import { findSelect } from './locateItem';
import { placeRowFilter } from './placeRowFilter';
import type { Resolution } from './Resolution';

/** Notes the predicates that the datasets of one FROM need; a read without a place for it stays unfiltered. */
export function filterSources(
  select: SqlNode,
  { sources, parent }: Scope,
  resolution: Resolution,
) {
  const { tokens, toOffset } = resolution.options.statement;
  for (const source of sources) {
    const { dataset, qualifier } = source;
    const rows = dataset?.side === 'old' ? dataset.move.rows : undefined;
    if (!dataset || !rows) {
      continue;
    }
    const keyword = findSelect(select, { tokens, toOffset });
    const place =
      keyword === undefined
        ? undefined
        : placeRowFilter(tokens, keyword, sources, source);
    const isAlone = sources.length === 1 && !parent;
    const canBeWritten =
      isAlone || (rows.canBeQualified && qualifier !== undefined);
    if (place && canBeWritten) {
      dataset.isFiltered = true;
      resolution.filters.push({
        rows,
        place,
        qualifier: isAlone ? undefined : qualifier,
      });
    }
  }
}
