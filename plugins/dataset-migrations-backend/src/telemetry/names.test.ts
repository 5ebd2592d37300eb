import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ATTRIBUTES, METRICS, SPANS } from './names';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/telemetry.md'),
  'utf8',
);
const documented = [...page.matchAll(/`((?:skein|error)\.[a-z_.]+)`/g)].map(
  ([, name]) => name,
);

describe('docs/telemetry.md', () => {
  const names = [
    ...Object.values(SPANS),
    ...Object.values(METRICS),
    ...Object.values(ATTRIBUTES),
  ];

  it('names every span, metric and attribute', () => {
    expect(names.filter(name => !documented.includes(name))).toEqual([]);
  });

  it('names nothing that is not there', () => {
    expect(
      documented.filter(name => !names.some(known => known === name)),
    ).toEqual([]);
  });
});
