import type { PlannedMove } from '../contract/planMoves';
import type { SqlDialect } from './parse/dialects';

/** The dialects of a contract, the likeliest for a text first: the one whose names of the datasets it spells most. */
export function orderDialects(
  text: string,
  dialects: SqlDialect[],
  moves: PlannedMove[],
): SqlDialect[] {
  if (dialects.length < 2) {
    return dialects;
  }
  const folded = text.toLowerCase();
  const scores = new Map(
    dialects.map(({ platform }) => [
      platform,
      moves
        .flatMap(({ tables }) => tables)
        .filter(pair => pair.platform === platform)
        .flatMap(({ from, to }) => [from, to])
        .reduce((score, name) => score + countParts(name, folded), 0),
    ]),
  );
  const scoreOf = ({ platform }: SqlDialect) => scores.get(platform) ?? 0;
  return [...dialects].sort((a, b) => scoreOf(b) - scoreOf(a));
}

/** How many parts of a name stand in a text with dots between, from the last one on. */
function countParts(name: string[], text: string): number {
  const plain = name.map(part => part.replace(/\*$/, '').toLowerCase());
  const longest = plain
    .map((_, first) => plain.slice(first))
    .filter(parts => parts.length > 1 || plain.length === 1)
    .find(parts =>
      [parts.join('.'), parts.join('`.`'), parts.join('"."')].some(spelled =>
        text.includes(spelled),
      ),
    );
  return longest?.length ?? 0;
}
