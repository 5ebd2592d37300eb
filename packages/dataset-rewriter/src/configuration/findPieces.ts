import { createSpanIndex } from '../edits/createSpanIndex';
import type { Span } from '../edits/Edit';
import { groupPieces } from '../pieces/groupPieces';
import type { PieceEntry, PlacedPieces } from '../pieces/Pieces';
import { isProse, WRITES } from './keys';
import type { ConfigurationScalar } from './analyzeScalars';

/** What stands beside a table's name where the table is defined or filled. */
const DEFINES =
  /^(?:schema_(?:fields|path|file|object)|columns|fields|(?:time_|range_)?partition\w*|cluster\w*|expir\w*|labels|(?:write|create)_?disposition)$/i;

const PLACEHOLDER = /[{}$%@<>]/;

/** Finds the tables that mappings of a configuration file name in pieces, such as `dataset` beside `table`. */
export function findPieces(
  scalars: ConfigurationScalar[],
  known: Span[],
): PlacedPieces[] {
  const settled = createSpanIndex(known);
  const mappings = new Map<number, ConfigurationScalar[]>();
  for (const scalar of scalars) {
    if (scalar.holder !== undefined && !isProse(scalar.path)) {
      const mapping = mappings.get(scalar.holder) ?? [];
      mapping.push(scalar);
      mappings.set(scalar.holder, mapping);
    }
  }
  return [...mappings.values()].flatMap(mapping => {
    const values = mapping.filter(
      scalar => !scalar.isKey && !settled.overlaps(scalar),
    );
    return groupPieces(values.map(toEntry)).map(group => ({
      group,
      obstacle: findObstacle(mapping, values, group.prefix),
    }));
  });
}

function toEntry({
  composed,
  path,
  start,
  end,
}: ConfigurationScalar): PieceEntry {
  const value = composed.text;
  const isPlain = value.length === end - start && !PLACEHOLDER.test(value);
  return {
    key: path[path.length - 1],
    start,
    written: isPlain ? { start, end, value } : undefined,
  };
}

function findObstacle(
  mapping: ConfigurationScalar[],
  values: ConfigurationScalar[],
  prefix: string,
): string | undefined {
  if (values.some(({ isShared }) => isShared)) {
    return 'A value beside it has an anchor, and other places take it from here. Migrate them together by hand.';
  }
  const keys = mapping.filter(({ isKey }) => isKey);
  const definition = keys
    .map(({ composed }) => composed.text)
    .find(key => DEFINES.test(key));
  if (definition !== undefined) {
    return `The key ${definition} beside it says that the table is defined or filled here. Whoever owns {new} does that elsewhere: delete this when nobody reads the old table.`;
  }
  const holders = values[0].path.slice(0, -1).filter(key => key !== '-');
  const writer = [prefix, ...holders.slice(-2)].find(key => WRITES.test(key));
  return writer === undefined
    ? undefined
    : `The key ${writer} says that the table is written to. Move what writes it by hand, when nobody reads it any more.`;
}
