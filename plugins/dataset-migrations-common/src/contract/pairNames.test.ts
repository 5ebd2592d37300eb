import type { DatasetMove, DatasetName } from './MappingContract';
import { pairNames, pairPlacedNames, textOfName } from './pairNames';

const plain = (platform: 'bigquery' | 'path', name: string): DatasetName => ({
  platform,
  name,
});
const model = (ref: string): DatasetName => ({ platform: 'dbt', ref });
const source = (name: string): DatasetName => ({
  platform: 'dbt',
  source: name,
});

function moveOf(from: DatasetName[], to: DatasetName[]): DatasetMove {
  return {
    from: { entityRef: 'resource:default/old', names: from },
    to: { entityRef: 'resource:default/new', names: to },
    fields: [],
  };
}

function textsOf(move: DatasetMove): string[][] {
  return pairNames(move).map(({ from, to }) => [from, to].map(textOfName));
}

describe('pairNames', () => {
  it('pairs by platform and order, in the order of the old names', () => {
    const move = moveOf(
      [
        plain('path', 'gs://a'),
        plain('bigquery', 'b1'),
        plain('bigquery', 'b2'),
      ],
      [
        plain('bigquery', 'c1'),
        plain('path', 'gs://d'),
        plain('bigquery', 'c2'),
      ],
    );

    expect(textsOf(move)).toEqual([
      ['gs://a', 'gs://d'],
      ['b1', 'c1'],
      ['b2', 'c2'],
    ]);
  });

  it('pairs models with models and sources with sources, whatever their order', () => {
    const move = moveOf(
      [model('m_old'), source('s.old')],
      [source('s.new'), model('m_new')],
    );

    expect(textsOf(move)).toEqual([
      ['m_old', 'm_new'],
      ['s.old', 's.new'],
    ]);
  });

  it('keeps the places of what is left over on either side', () => {
    const { pairs, unpairedFrom, unpairedTo } = pairPlacedNames(
      moveOf(
        [plain('bigquery', 'a'), model('m'), plain('bigquery', 'b')],
        [plain('path', 'p'), plain('bigquery', 'c')],
      ),
    );

    expect(pairs.map(({ from, to }) => [from.index, to.index])).toEqual([
      [0, 1],
    ]);
    expect(unpairedFrom.map(({ index }) => index).sort()).toEqual([1, 2]);
    expect(unpairedTo.map(({ index }) => index)).toEqual([0]);
  });
});
