import { planRebuild, type RebuildFacts } from './planRebuild';

const conflicting: RebuildFacts = {
  policy: { onConflict: true, onBehind: true, mostPerDay: 3 },
  conflict: true,
  onlyBehind: false,
  humanCommits: false,
  stopped: false,
  migrationState: 'running',
  rebuiltToday: 0,
};

describe('planRebuild', () => {
  it.each<[string, Partial<RebuildFacts>, string]>([
    ['it conflicts, and nobody else pushed to it', {}, 'rebuild'],
    ['it holds commits of a human', { humanCommits: true }, 'tell'],
    ['agents were called off', { stopped: true }, 'none'],
    [
      'agents were called off, and it holds commits of a human',
      { stopped: true, humanCommits: true },
      'none',
    ],
    [
      'it holds commits of a human, and was rebuilt often before',
      { humanCommits: true, rebuiltToday: 9 },
      'tell',
    ],
    ['it merges', { conflict: false }, 'none'],
    ['the host does not know yet', { conflict: undefined }, 'none'],
    [
      'it was rebuilt less often than it may be',
      { rebuiltToday: 2 },
      'rebuild',
    ],
    ['it was rebuilt as often as it may be', { rebuiltToday: 3 }, 'wait'],
    ['the migration is paused', { migrationState: 'paused' }, 'none'],
    ['the migration is cancelled', { migrationState: 'cancelled' }, 'none'],
    [
      'nobody wants it',
      { policy: { onConflict: false, onBehind: true, mostPerDay: 3 } },
      'none',
    ],
    [
      'it has to be up to date, and is not',
      { conflict: false, onlyBehind: true },
      'rebuild',
    ],
    [
      'it is behind, and was rebuilt as often as it may be',
      { conflict: false, onlyBehind: true, rebuiltToday: 3 },
      'wait',
    ],
    [
      'it is behind, and holds commits of a human',
      { conflict: false, onlyBehind: true, humanCommits: true },
      'none',
    ],
    [
      'it is behind, and nobody wants that mended',
      {
        policy: { onConflict: true, onBehind: false, mostPerDay: 3 },
        conflict: false,
        onlyBehind: true,
      },
      'none',
    ],
  ])('when %s', (_case, facts, kind) => {
    expect(planRebuild({ ...conflicting, ...facts }).kind).toBe(kind);
  });
});
