import fs from 'node:fs';
import path from 'node:path';
import {
  SETTLED_TARGET_STATES,
  TARGET_STATES,
  TARGET_TRANSITIONS,
} from './targetStates';

const architecture = fs.readFileSync(
  path.resolve(__dirname, '../../../../docs/architecture.md'),
  'utf8',
);

describe('the states in docs/architecture.md', () => {
  const diagram = /stateDiagram-v2[^`]*/.exec(architecture)?.[0] ?? '';
  const moves = Array.from(
    diagram.matchAll(/^ {2}(\w+) --> (\w+)/gm),
    ([, from, to]) => ({ from, to }),
  );
  const allowed = TARGET_STATES.flatMap(from =>
    TARGET_TRANSITIONS[from].map(to => ({ from, to })),
  );

  it('shows moves that are allowed, and each only once', () => {
    expect(moves.length).toBeGreaterThan(8);
    expect(allowed).toEqual(expect.arrayContaining(moves));
    expect(new Set(moves.map(({ from, to }) => `${from} ${to}`)).size).toBe(
      moves.length,
    );
  });

  it('names the states that settle a target', () => {
    const sentence = /Settled: ([^.]*)\./.exec(architecture)?.[1] ?? '';
    expect(
      Array.from(sentence.matchAll(/`(\w+)`/g), ([, name]) => name),
    ).toEqual([...SETTLED_TARGET_STATES]);
  });
});
