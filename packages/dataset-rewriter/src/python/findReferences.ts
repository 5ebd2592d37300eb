import { groupPieces } from '../pieces/groupPieces';
import type { PieceEntry, PlacedPieces } from '../pieces/Pieces';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { explainPlace } from './explainPlace';
import { argumentsOf } from './FrameContext';
import type { ParsedPython } from './parsePython';
import { readPiece } from './readPiece';

/** Finds the tables that BigQuery's client names in pieces: `client.dataset("d").table("t")` and `TableReference(…, "t")`. */
export function findReferences(
  nodes: SyntaxNode[],
  python: ParsedPython,
): PlacedPieces[] {
  const { text, bindings } = python;
  return nodes
    .filter(({ type }) => type === 'call')
    .flatMap(call => {
      const entries = readTable(call) ?? [];
      return groupPieces(entries).map(group => ({
        group,
        obstacle: explainReference(call),
      }));
    });

  function readTable(call: SyntaxNode): PieceEntry[] | undefined {
    const callee = childOf(call, 'function');
    const name = callee && nameOf(callee);
    if (callee?.type === 'attribute' && name === 'table') {
      const dataset = readDataset(childOf(callee, 'object'));
      return dataset && [...dataset, ...readArguments(call, ['table_id'])];
    }
    if (name !== 'TableReference') {
      return undefined;
    }
    const [first, ...others] = argumentsOf(call, text);
    const dataset = readDataset(first?.value);
    const [table] = others;
    return dataset && table
      ? [...dataset, readPiece('table_id', table.value, python)]
      : undefined;
  }

  /** A dataset of the client, perhaps one that a variable holds. */
  function readDataset(node: SyntaxNode | undefined): PieceEntry[] | undefined {
    if (node?.type === 'identifier') {
      const name = text.slice(node.start, node.end);
      const held = readDataset(asCall(bindings.valueOf(name)));
      return held?.map(entry => ({
        ...entry,
        written: entry.written && {
          ...entry.written,
          constant: { name, start: node.start },
        },
      }));
    }
    const call = asCall(node);
    const callee = childOf(call, 'function');
    const name = callee && nameOf(callee);
    if (call && callee?.type === 'attribute' && name === 'dataset') {
      return readArguments(call, ['dataset_id', 'project']);
    }
    return call && name === 'DatasetReference'
      ? readArguments(call, ['project', 'dataset_id'])
      : undefined;
  }

  function readArguments(call: SyntaxNode, order: string[]): PieceEntry[] {
    return argumentsOf(call, text).flatMap(({ keyword, value }, index) => {
      const key = keyword ?? order[index];
      return key === undefined ? [] : [readPiece(key, value, python)];
    });
  }

  /** A reference is handed to a call, or held by a variable that is handed to nothing but calls. */
  function explainReference(call: SyntaxNode): string | undefined {
    const { parent } = call;
    const left = childOf(parent, 'left');
    if (parent?.type !== 'assignment' || left?.type !== 'identifier') {
      return explainPlace(call, '', text);
    }
    const name = text.slice(left.start, left.end);
    const isOnly = bindings.valueOf(name) === call;
    const obstacles = bindings
      .usesOf(name)
      .map(use => explainPlace(use, '', text));
    return isOnly
      ? obstacles.find(obstacle => obstacle !== undefined)
      : `${name} has other values too. Migrate it to {new} by hand.`;
  }

  function nameOf(callee: SyntaxNode): string {
    const attribute = childOf(callee, 'attribute') ?? callee;
    return text.slice(attribute.start, attribute.end);
  }
}

function asCall(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node?.type === 'call' ? node : undefined;
}
