import type { Wave } from '@skein/backstage-plugin-dataset-migrations-common';
import {
  draftsOf,
  EMPTY_DRAFT,
  isGateNumber,
  isWaveSize,
  plansOf,
} from './waveDrafts';

function aWave(changes: Partial<Wave>): Wave {
  return {
    number: 1,
    title: 'Canary',
    state: 'pending',
    stateSince: '2026-11-20T10:00:00Z',
    gate: {},
    targetCount: 5,
    targetCounts: [],
    waitsFor: [],
    allowed: [],
    ...changes,
  };
}

describe('waveDrafts', () => {
  it('asks for the same waves when nothing was changed', () => {
    const waves = [
      aWave({
        gate: {
          maxFailureShare: 0.07,
          maxChecksFailedShare: 0.5,
          minSample: 3,
          minMergedShare: 0.6,
          soakMinutes: 30,
          approval: true,
        },
      }),
      aWave({ number: 2, title: 'Everybody', targetCount: 90 }),
    ];

    expect(plansOf(draftsOf(waves), waves)).toEqual([
      { title: 'Canary', size: 5, gate: waves[0].gate },
      { title: 'Everybody' },
    ]);
  });

  it.each([
    ['20', { size: 20 }],
    ['10 %', { share: 0.1 }],
    ['2.5%', { share: 0.025 }],
    [' ', {}],
  ])('reads the size %j', (size, plan) => {
    expect(plansOf([{ ...EMPTY_DRAFT, size }], [])).toEqual([plan]);
  });

  it.each(['0', '-3', 'ten', '1.5', '0 %', '101 %', '5 apples'])(
    'takes %j for no size',
    size => {
      expect(isWaveSize(size)).toBe(false);
      expect(plansOf([{ ...EMPTY_DRAFT, size }], [])).toBeUndefined();
    },
  );

  it.each([
    ['failures', '20', true],
    ['failures', '101', false],
    ['merged', '99.5', true],
    ['checks', 'x', false],
    ['soak', '1440', true],
    ['soak', '1.5', false],
  ] as const)('judges %s of %j', (field, value, expected) => {
    expect(isGateNumber(field, value)).toBe(expected);
  });
});
