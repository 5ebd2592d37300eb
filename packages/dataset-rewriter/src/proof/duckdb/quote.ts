/** A name as DuckDB reads it, whatever stands in it. */
export function quoteName(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** A text as DuckDB reads it. */
export function quoteText(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
