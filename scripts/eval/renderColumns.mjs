/** Rows of cells as a table that is also Markdown; the first row is its head. */
export function renderColumns(rows) {
  const cells = rows.map(row => row.map(String));
  const widths = cells[0].map((_, column) =>
    Math.max(3, ...cells.map(row => row[column].length)),
  );
  const render = row =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  const [head, ...body] = cells;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [render(head), rule, ...body.map(render)].join('\n');
}

/** A share with what it is out of, for example `97 % of 31`. */
export function renderShare(part, whole) {
  return whole === 0
    ? '–'
    : `${Math.round((100 * part) / whole)} % of ${whole}`;
}
