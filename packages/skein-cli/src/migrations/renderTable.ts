import { printable } from '../printable';

/** A column of a table: its title, and what stands in it. */
export interface Column<TRow> {
  title: string;
  value(row: TRow): string | number | undefined;
}

/** Rows as aligned text, under their titles; what others wrote cannot steer the terminal. */
export function renderTable<TRow>(
  columns: ReadonlyArray<Column<TRow>>,
  rows: readonly TRow[],
): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map(row =>
      columns.map(({ value }) => printable(String(value(row) ?? '-'))),
    ),
  ];
  const widths = columns.map((_, column) =>
    Math.max(...cells.map(line => line[column].length)),
  );
  return cells
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
}
