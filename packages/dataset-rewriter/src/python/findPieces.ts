import { groupPieces } from '../pieces/groupPieces';
import type { PieceEntry, PlacedPieces } from '../pieces/Pieces';
import {
  childOf,
  walkSyntax,
  type SyntaxNode,
} from '../syntax/loadSyntaxParser';
import { argumentsOf } from './FrameContext';
import { findReferences } from './findReferences';
import { explainCall, explainPlace } from './explainPlace';
import type { ParsedPython } from './parsePython';
import { readPiece } from './readPiece';

/** Waits for a table and reads nothing of it. */
const WAITS =
  /^BigQueryTable(?:Existence)?(?:Partition)?(?:Existence)?(?:Async)?Sensor$/;

/** Finds the tables that calls and dictionaries of Python name in pieces. */
export function findPieces(python: ParsedPython): PlacedPieces[] {
  const nodes = [...walkSyntax(python.root)];
  return [
    ...nodes.filter(({ type }) => type === 'call').flatMap(readCall),
    ...nodes.filter(({ type }) => type === 'dictionary').flatMap(readMapping),
    ...findReferences(nodes, python),
  ];

  function readCall(call: SyntaxNode): PlacedPieces[] {
    const entries = argumentsOf(call, python.text).flatMap(
      ({ keyword, value }): PieceEntry[] =>
        keyword === undefined ? [] : [readPiece(keyword, value, python)],
    );
    const callee = childOf(call, 'function');
    const name = callee ? python.text.slice(callee.start, callee.end) : '';
    return groupPieces(entries).map(group => ({
      group,
      obstacle: explainCall(name, group.prefix),
      readsNoColumn: WAITS.test(name.split('.').at(-1) ?? ''),
    }));
  }

  function readMapping(mapping: SyntaxNode): PlacedPieces[] {
    const entries = mapping.children.flatMap((pair): PieceEntry[] => {
      const key = childOf(pair, 'key');
      const value = childOf(pair, 'value');
      return key?.type === 'string' && value
        ? [
            readPiece(
              python.text.slice(key.start, key.end).replace(/["']/g, ''),
              value,
              python,
            ),
          ]
        : [];
    });
    return groupPieces(entries).map(group => ({
      group,
      obstacle: explainPlace(mapping, group.prefix, python.text),
    }));
  }
}
