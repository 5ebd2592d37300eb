/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Rows as a spreadsheet reads them; text of others stays text, also where it looks like a formula.
 * @public
 */
export function renderCsv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(renderCell).join(',')}\r\n`).join('');
}

function renderCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless)
    ? `"${harmless.replace(/"/g, '""')}"`
    : harmless;
}
