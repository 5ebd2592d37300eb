import type { Relation } from '../contract/planMoves';
import type { Edit } from '../types';
import type { CallArgument, RelationCall } from './findRelationCalls';

/** Edits the arguments of a `ref` or `source` that names the old dataset; its quotes stay. */
export function renameRelation(call: RelationCall): Edit[] {
  const { pair, move, target } = call;
  if (target !== 'old' || !pair || !move) {
    return [];
  }
  const cause = `${move.path}.to.names`;
  const positional = call.arguments.filter(({ keyword }) => !keyword);
  const wanted = argumentsOf(pair.to, positional.length);
  const version = pair.to.kind === 'ref' ? pair.to.version : undefined;
  const written = call.arguments.find(({ keyword }) => keyword);
  const sameShape =
    pair.from.kind === pair.to.kind &&
    wanted.length === positional.length &&
    Boolean(written) === (version !== undefined);
  if (!sameShape) {
    const quote = positional[0].quote;
    return [
      { start: call.start, end: call.end, text: render(pair.to, quote), cause },
    ];
  }
  const pairs = positional.map((argument, index) => ({
    argument,
    to: wanted[index],
  }));
  if (written && version !== undefined) {
    pairs.push({ argument: written, to: version });
  }
  return pairs
    .filter(({ argument, to }) => argument.value !== to)
    .map(({ argument, to }) => ({ ...spanOf(argument), text: to, cause }));
}

function argumentsOf(relation: Relation, count: number): string[] {
  if (relation.kind === 'source') {
    return [relation.source, relation.table];
  }
  return count === 2 && relation.package !== undefined
    ? [relation.package, relation.model]
    : [relation.model];
}

function spanOf({ start, end }: CallArgument) {
  return { start, end };
}

function render(relation: Relation, quote: string): string {
  const quoted = (name: string) => `${quote}${name}${quote}`;
  if (relation.kind === 'source') {
    return `source(${quoted(relation.source)}, ${quoted(relation.table)})`;
  }
  const names = [relation.package, relation.model].flatMap(n => n ?? []);
  const version =
    relation.version === undefined ? [] : [`v=${relation.version}`];
  return `ref(${[...names.map(quoted), ...version].join(', ')})`;
}
