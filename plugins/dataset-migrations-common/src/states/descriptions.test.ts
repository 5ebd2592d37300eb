import {
  EVIDENCE_LEVEL_DESCRIPTIONS,
  EVIDENCE_LEVELS,
  isSettled,
  MIGRATION_STATE_DESCRIPTIONS,
  MIGRATION_STATES,
  MIGRATION_TRANSITIONS,
  reachesLevel,
  SETTLED_TARGET_STATES,
  TARGET_CONDITION_DESCRIPTIONS,
  TARGET_STATE_DESCRIPTIONS,
  TARGET_STATES,
  TARGET_TRANSITIONS,
  WAVE_STATE_DESCRIPTIONS,
  WAVE_STATES,
} from './index';

describe('states', () => {
  it('describes every state and level, and no other', () => {
    expect(Object.keys(MIGRATION_STATE_DESCRIPTIONS)).toEqual([
      ...MIGRATION_STATES,
    ]);
    expect(Object.keys(TARGET_STATE_DESCRIPTIONS)).toEqual([...TARGET_STATES]);
    expect(Object.keys(WAVE_STATE_DESCRIPTIONS)).toEqual([...WAVE_STATES]);
    expect(Object.keys(EVIDENCE_LEVEL_DESCRIPTIONS)).toEqual([
      ...EVIDENCE_LEVELS,
    ]);
  });

  it.each([
    ['migration', MIGRATION_STATE_DESCRIPTIONS],
    ['target', TARGET_STATE_DESCRIPTIONS],
    ['condition', TARGET_CONDITION_DESCRIPTIONS],
    ['wave', WAVE_STATE_DESCRIPTIONS],
  ])('gives no two states of a %s the same label', (_of, table) => {
    const labels = Object.values(table).map(({ label }) => label);

    expect(new Set(labels).size).toBe(labels.length);
  });

  it('keeps the bad tone for what has failed', () => {
    const bad = Object.entries({
      ...MIGRATION_STATE_DESCRIPTIONS,
      ...TARGET_STATE_DESCRIPTIONS,
      ...TARGET_CONDITION_DESCRIPTIONS,
      ...WAVE_STATE_DESCRIPTIONS,
    }).filter(([, { tone }]) => (tone as string) === 'bad');

    expect(bad.map(([state]) => state)).toEqual([
      'failed',
      'checksFailing',
      'halted',
    ]);
  });

  it('promises nothing in the words for evidence', () => {
    const words = Object.values(EVIDENCE_LEVEL_DESCRIPTIONS)
      .map(({ sentence }) => sentence)
      .join(' ');

    expect(words).not.toMatch(/\bsafe\b|guarantee|100 ?%/i);
  });

  it('reaches every state from the first one', () => {
    const reachable = (
      transitions: Record<string, readonly string[]>,
      state: string,
      seen = new Set<string>(),
    ): Set<string> => {
      if (!seen.has(state)) {
        seen.add(state);
        transitions[state].forEach(next => reachable(transitions, next, seen));
      }
      return seen;
    };

    expect([...reachable(MIGRATION_TRANSITIONS, 'draft')].sort()).toEqual(
      [...MIGRATION_STATES].sort(),
    );
    expect(
      TARGET_STATES.filter(
        state => !reachable(TARGET_TRANSITIONS, 'pending').has(state),
      ),
    ).toEqual([]);
  });

  it('tells settled states from the others', () => {
    expect(TARGET_STATES.filter(isSettled)).toEqual([...SETTLED_TARGET_STATES]);
  });

  it.each([
    ['E2', 'E2', true],
    ['E5', 'E2', true],
    ['E1', 'E2', false],
  ] as const)('says of %s whether it reaches %s: %s', (level, required, is) => {
    expect(reachesLevel(level, required)).toBe(is);
  });
});
