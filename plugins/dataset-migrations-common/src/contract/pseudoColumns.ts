/**
 * Columns that a platform adds to a table by itself; a field may name them in `from` though no schema lists them.
 * @public
 */
export const PSEUDO_COLUMNS: readonly string[] = [
  '_TABLE_SUFFIX',
  '_PARTITIONTIME',
  '_PARTITIONDATE',
];

const TABLE_SUFFIX = PSEUDO_COLUMNS[0];

/**
 * Whether a platform adds a column of this name by itself; case does not count.
 * @public
 */
export function isPseudoColumn(name: string): boolean {
  return PSEUDO_COLUMNS.includes(name.toUpperCase());
}

/**
 * Whether a column is the rest of a table's name that `*` stands for.
 * @public
 */
export function isTableSuffix(name: string | undefined): boolean {
  return name?.toUpperCase() === TABLE_SUFFIX;
}
