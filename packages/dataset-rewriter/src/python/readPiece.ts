import type { PieceEntry } from '../pieces/Pieces';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';
import { resolveString } from './plainString';

const PLACEHOLDER = /[{}$%@<>]/;

/** Reads what stands under a key: a plain string, or a variable that has no other value. */
export function readPiece(
  key: string,
  value: SyntaxNode,
  python: ParsedPython,
): PieceEntry {
  const { start, end } = value;
  const written = resolveString(value, python);
  const isPlain = written && !PLACEHOLDER.test(written.value);
  const constant =
    value.type === 'identifier'
      ? { name: python.text.slice(start, end), start }
      : undefined;
  return {
    key,
    start,
    written: isPlain ? { ...written, constant } : undefined,
  };
}
