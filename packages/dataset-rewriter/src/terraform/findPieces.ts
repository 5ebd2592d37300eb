import { WRITES } from '../configuration/keys';
import { groupPieces } from '../pieces/groupPieces';
import type { PieceEntry, PlacedPieces, WrittenPiece } from '../pieces/Pieces';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';

/** What a kind of block says of the table that it names, and what to do about it; `{new}` is the replacement. */
const BLOCKS: [RegExp, string][] = [
  [
    /^google_bigquery_table$/,
    'The resource defines the table. Whoever owns {new} defines it elsewhere: delete the block when nobody reads the old one.',
  ],
  [
    /_iam_(?:binding|member|policy)$|_access$|_datapolicy_/,
    'The resource says who may read the table. Give the same rights on {new} where those are managed, and delete it with the old one.',
  ],
  [
    /^google_bigquery_dataset$/,
    'The block lets the table, a view, read what the dataset holds. Give the same right to {new} if it needs it, and delete this with the old one.',
  ],
];

const JOB = /^google_bigquery_job$/;

/** Finds the tables that blocks and objects of Terraform name in pieces. */
export function findPieces(nodes: SyntaxNode[], text: string): PlacedPieces[] {
  const datasets = readDatasets(nodes, text);
  return nodes
    .filter(({ type }) => type === 'body' || type === 'object')
    .flatMap(holder => {
      const entries = holder.children.flatMap(child =>
        readEntry(child, text, datasets),
      );
      return groupPieces(entries).map(group => ({
        group,
        obstacle: findObstacle(holder, text),
      }));
    });
}

/** An attribute of a block, or an element of an object. */
function readEntry(
  node: SyntaxNode,
  text: string,
  datasets: Map<string, WrittenPiece | undefined>,
): PieceEntry[] {
  const [key, value] = node.children.filter(
    ({ type }) => type === 'identifier' || type === 'expression',
  );
  if (!/^(?:attribute|object_elem)$/.test(node.type) || !key || !value) {
    return [];
  }
  return [
    {
      key: text.slice(key.start, key.end).replace(/["()\s]/g, ''),
      start: key.start,
      written:
        readLiteral(value, text) ??
        datasets.get(text.slice(value.start, value.end)),
    },
  ];
}

/** A string with nothing put in and without escapes. */
function readLiteral(
  expression: SyntaxNode,
  text: string,
): WrittenPiece | undefined {
  const written = text.slice(expression.start, expression.end);
  return /^"[^"\\$%]*"$/.test(written)
    ? {
        start: expression.start + 1,
        end: expression.end - 1,
        value: written.slice(1, -1),
      }
    : undefined;
}

/** The datasets that the file defines, by how others refer to them. */
function readDatasets(
  nodes: SyntaxNode[],
  text: string,
): Map<string, WrittenPiece | undefined> {
  const datasets = new Map<string, WrittenPiece | undefined>();
  for (const block of nodes.filter(({ type }) => type === 'block')) {
    const [kind, type, name] = headOf(block, text);
    if (kind !== 'resource' || type !== 'google_bigquery_dataset') {
      continue;
    }
    const [id] = block.children
      .flatMap(({ type: inner, children }) =>
        inner === 'body' ? children : [],
      )
      .flatMap(child => readEntry(child, text, new Map()))
      .filter(({ key }) => key === 'dataset_id');
    const reference = `${type}.${name}.dataset_id`;
    datasets.set(
      reference,
      id?.written && {
        ...id.written,
        constant: { name: reference, start: id.written.start },
      },
    );
  }
  return datasets;
}

/** The words in front of the brace of a block. */
function headOf(block: SyntaxNode, text: string): string[] {
  return block.children
    .filter(({ type }) => type === 'identifier' || type === 'string_lit')
    .map(({ start, end }) => text.slice(start, end).replace(/"/g, ''));
}

function findObstacle(holder: SyntaxNode, text: string): string | undefined {
  const heads: string[][] = [];
  let inObject = holder.type === 'object';
  for (let at = holder.parent; at; at = at.parent) {
    inObject ||= at.type === 'object';
    if (at.type === 'block') {
      heads.unshift(headOf(at, text));
    }
  }
  const [[kind = '', type = ''] = [], ...inner] = heads;
  const within = inner.map(([name]) => name);
  const written = within.find(name => WRITES.test(name));
  if (written !== undefined) {
    return `The block ${written} says that the table is written to. Move what writes it by hand, when nobody reads it any more.`;
  }
  const isRead =
    !inObject &&
    ((kind === 'data' && within.length === 0) ||
      (JOB.test(type) && within.some(name => /^source/.test(name))));
  if (isRead) {
    return undefined;
  }
  const known = kind === 'resource' && BLOCKS.find(([name]) => name.test(type));
  return known
    ? known[1]
    : `What ${
        [kind, type].filter(word => word).join(' ') || 'the block'
      } does with the table is not known. Migrate it to {new} by hand.`;
}
