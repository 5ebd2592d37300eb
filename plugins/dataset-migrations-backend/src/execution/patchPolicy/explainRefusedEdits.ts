import type { RefusedEdit } from './CheckoutChange';

const MOST_NAMED = 10;

/** Edits that were not let through, one in a line; the names of files are text of the repository. */
export function explainRefusedEdits(refused: RefusedEdit[]): string[] {
  const lines = refused
    .slice(0, MOST_NAMED)
    .map(({ path, reason }) => `${onOneLine(path)}: ${reason}`);
  const others = refused.length - lines.length;
  return others > 0 ? [...lines, `and ${others} more`] : lines;
}

function onOneLine(path: string): string {
  const plain = path.replace(/[\p{C}\p{Z}]+/gu, ' ');
  return plain.length > 200 ? `…${plain.slice(-200)}` : plain;
}
