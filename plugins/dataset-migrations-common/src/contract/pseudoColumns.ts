/**
 * Columns that a platform adds to a table by itself; a field may name them in `from` though no schema lists them.
 * @public
 */
export const PSEUDO_COLUMNS: readonly string[] = [
  '_TABLE_SUFFIX',
  '_PARTITIONTIME',
  '_PARTITIONDATE',
];
