import type { ColumnFacts } from '../facts/LineageFacts';
import type { NodeId } from '../names/NodeId';

/** Names and types, as the schema of a mapping contract. */
export const ANNOTATION_SCHEMA = 'skein.dev/schema';
/** The same with descriptions, and with the columns that each is made from. */
export const ANNOTATION_COLUMNS = 'dataset-lineage.skein.dev/columns';
const ANNOTATION_LEFT_OUT = 'dataset-lineage.skein.dev/columns-left-out';

/** An entity is read whole wherever it is shown. */
const MOST_COLUMNS = 1000;
const MOST_SOURCES = 20;
const MAX_DESCRIPTION_LENGTH = 300;

/**
 * Columns as annotations: whatever stands in `spec` gets rows in the catalog's search index, three for each column, and ten
 * thousand datasets have half a million columns.
 */
export function renderColumns(
  columns: ColumnFacts[],
  refOf: (id: NodeId) => string,
): Record<string, string> {
  if (columns.length === 0) {
    return {};
  }
  const shown = columns.slice(0, MOST_COLUMNS);
  const left = columns.length - shown.length;
  const isRich = shown.some(({ description, from }) => description || from);
  return {
    [ANNOTATION_SCHEMA]: JSON.stringify(
      shown.map(({ name, type }) => ({ name, ...(type && { type }) })),
    ),
    ...(isRich && {
      [ANNOTATION_COLUMNS]: JSON.stringify(
        shown.map(({ from, description, ...column }) => ({
          ...column,
          ...(description && {
            description: description.slice(0, MAX_DESCRIPTION_LENGTH),
          }),
          ...(from && {
            from: from.slice(0, MOST_SOURCES).map(source => ({
              dataset: refOf(source),
              column: source.column,
            })),
          }),
        })),
      ),
    }),
    ...(left > 0 && { [ANNOTATION_LEFT_OUT]: String(left) }),
  };
}
