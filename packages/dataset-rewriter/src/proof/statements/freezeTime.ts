/** The moment at which every query of a proof runs. */
export const PROOF_TIME = '2025-06-15 12:00:00';

const NOW =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\b(?:current_timestamp(?:\s*\(\s*\))?|get_current_timestamp\s*\(\s*\)|now\s*\(\s*\)|transaction_timestamp\s*\(\s*\)|localtimestamp(?:\s*\(\s*\))?|current_date(?:\s*\(\s*\))?|today\s*\(\s*\)|current_time(?:\s*\(\s*\))?)(?![\w(])/gi;

/** Puts one moment where a query asks for the time, so that it gives the same each time it runs. */
export function freezeTime(sql: string): string {
  return sql.replace(NOW, found => {
    if (/^['"]/.test(found)) {
      return found;
    }
    if (/^(current_date|today)/i.test(found)) {
      return `DATE '${PROOF_TIME.slice(0, 10)}'`;
    }
    if (/^current_time\b/i.test(found)) {
      return `TIME '${PROOF_TIME.slice(11)}'`;
    }
    return /^local/i.test(found)
      ? `TIMESTAMP '${PROOF_TIME}'`
      : `TIMESTAMPTZ '${PROOF_TIME}+00'`;
  });
}
