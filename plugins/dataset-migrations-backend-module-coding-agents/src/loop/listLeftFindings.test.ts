import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { listLeftFindings } from './listLeftFindings';

const at = (line?: number): Finding => ({
  kind: 'unproved',
  file: 'a.py',
  ...(line !== undefined && { line }),
  message: 'why',
});

function left(residue: Finding[], before: string, after?: string): Finding[] {
  return listLeftFindings({
    residue,
    before: new Map([['a.py', before.split('|')]]),
    after: new Map(after === undefined ? [] : [['a.py', after.split('|')]]),
  });
}

it.each<[string, Finding[], string, string | undefined, number]>([
  ['an untouched place', [at(2)], 'a|b', 'a|b', 1],
  ['a changed line', [at(2)], 'a|b', 'a|c', 0],
  ['a line that moved down and in', [at(2)], 'a|b', 'a|x|  b', 1],
  ['one of two equal lines', [at(1), at(2)], 'b|b', 'b|c', 0],
  ['a place without a line in an untouched file', [at()], 'a|b', 'a|b', 1],
  ['a place without a line in a changed file', [at()], 'a|b', 'a|c', 0],
  ['a file that is gone', [at(1)], 'a|b', undefined, 0],
])('%s', (_case, residue, before, after, count) => {
  expect(left(residue, before, after)).toHaveLength(count);
});
