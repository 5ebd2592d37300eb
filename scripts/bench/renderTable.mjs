const COLUMNS = [
  'case',
  'size',
  'value',
  'unit',
  'floor',
  'ratio',
  'target',
  'holds',
];

/** The rows of a bench as a table that is also Markdown, to be copied into the documentation. */
export function renderTable(rows) {
  const lines = [
    COLUMNS,
    ...rows.map(row => COLUMNS.map(column => describe(row[column]))),
  ];
  const widths = COLUMNS.map((_, index) =>
    Math.max(3, ...lines.map(line => line[index].length)),
  );
  const render = line =>
    `| ${line.map((cell, index) => cell.padEnd(widths[index])).join(' | ')} |`;
  const [head, ...body] = lines;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [render(head), rule, ...body.map(render)].join('\n');
}

function describe(value) {
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'NO';
  }
  return String(value);
}
