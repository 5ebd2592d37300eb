import type { EvidenceLevel } from '@skein/backstage-plugin-dataset-migrations-common';
import { evidenceLevel } from './evidenceLevel';

type Status = 'proved' | 'failed' | 'notProved' | 'notApplicable';

describe('evidenceLevel', () => {
  it.each<[string, Array<[EvidenceLevel, Status]>, EvidenceLevel]>([
    ['nothing was looked at', [], 'E0'],
    [
      'it does not parse',
      [
        ['E1', 'failed'],
        ['E2', 'proved'],
      ],
      'E0',
    ],
    ['it parses', [['E1', 'proved']], 'E1'],
    [
      'an old reference is left',
      [
        ['E1', 'proved'],
        ['E2', 'failed'],
      ],
      'E1',
    ],
    [
      'no old reference is left',
      [
        ['E1', 'proved'],
        ['E2', 'proved'],
      ],
      'E2',
    ],
    [
      'there is nothing to parse',
      [
        ['E1', 'notApplicable'],
        ['E2', 'proved'],
      ],
      'E2',
    ],
    [
      'nothing applies',
      [
        ['E1', 'notApplicable'],
        ['E2', 'notApplicable'],
      ],
      'E0',
    ],
    [
      'a rung between is missing',
      [
        ['E1', 'proved'],
        ['E2', 'proved'],
        ['E4', 'proved'],
      ],
      'E2',
    ],
    [
      "results are the same, and the repository's own checks were not run",
      [
        ['E1', 'proved'],
        ['E2', 'proved'],
        ['E3', 'proved'],
        ['E5', 'proved'],
      ],
      'E5',
    ],
    [
      "results are the same, and the repository's own checks fail",
      [
        ['E1', 'proved'],
        ['E2', 'proved'],
        ['E3', 'proved'],
        ['E4', 'failed'],
        ['E5', 'proved'],
      ],
      'E3',
    ],
    [
      'it could not be proved that every query binds',
      [
        ['E1', 'proved'],
        ['E2', 'proved'],
        ['E3', 'notProved'],
        ['E5', 'proved'],
      ],
      'E2',
    ],
    [
      'some result could not be compared',
      [
        ['E1', 'proved'],
        ['E2', 'proved'],
        ['E3', 'proved'],
        ['E5', 'notProved'],
      ],
      'E3',
    ],
    [
      'two verifiers of a rung disagree',
      [
        ['E1', 'proved'],
        ['E1', 'failed'],
        ['E2', 'proved'],
      ],
      'E0',
    ],
    [
      'only one of two verifiers applies',
      [
        ['E1', 'notApplicable'],
        ['E1', 'proved'],
      ],
      'E1',
    ],
  ])('when %s', (_case, answers, level) => {
    const evidence = evidenceLevel(
      answers.map(([rung, status]) => ({
        level: rung,
        result: { status, detail: 'detail' },
      })),
    );

    expect(evidence.level).toBe(level);
    expect(evidence.rungs.map(rung => rung.level)).toEqual([
      'E1',
      'E2',
      'E3',
      'E4',
      'E5',
      'E6',
    ]);
  });

  it('says of each rung that was not tried why', () => {
    const { rungs } = evidenceLevel([]);

    for (const rung of rungs) {
      expect(rung.status).toBe('notRun');
      expect(rung.detail).toMatch(/^Not run: /);
    }
  });

  it('shows a rung that could not be proved as one that was not run, with the reason', () => {
    const { rungs } = evidenceLevel([
      { level: 'E3', result: { status: 'notProved', detail: 'q.sql:1: why' } },
    ]);

    expect(rungs.find(({ level }) => level === 'E3')).toEqual({
      level: 'E3',
      status: 'notRun',
      detail: 'q.sql:1: why',
    });
  });
});
