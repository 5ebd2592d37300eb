import fc from 'fast-check';
import {
  nextBase,
  planFollowing,
  type FollowedFields,
  type FollowingFacts,
} from './planFollowing';

const AGREED: FollowedFields = { deadline: 'a', agents: ['rewriter'] };
const BASE = { said: AGREED, found: AGREED };

it.each<[string, Partial<FollowingFacts>, object]>([
  ['nothing has changed', {}, { changes: [], conflicts: [] }],
  [
    'the entity has changed',
    { wanted: { ...AGREED, deadline: 'b' } },
    { changes: ['deadline'], conflicts: [] },
  ],
  [
    'a person has changed something',
    { standing: { ...AGREED, deadline: 'b' } },
    { changes: [], conflicts: [] },
  ],
  [
    'both have changed the same',
    {
      wanted: { ...AGREED, deadline: 'b' },
      standing: { ...AGREED, deadline: 'c' },
    },
    { changes: [], conflicts: ['deadline'] },
  ],
  [
    'both have changed it to the same',
    {
      wanted: { ...AGREED, deadline: 'b' },
      standing: { ...AGREED, deadline: 'b' },
    },
    { changes: [], conflicts: [] },
  ],
  [
    'both have changed something else',
    {
      wanted: { ...AGREED, agents: ['rewriter', 'coding'] },
      standing: { ...AGREED, deadline: 'c' },
    },
    { changes: ['agents'], conflicts: [] },
  ],
  [
    'the entity says nothing of it any more',
    { wanted: { agents: ['rewriter'] } },
    { changes: [], conflicts: [] },
  ],
  [
    'the entity says what a person has set while it said nothing',
    {
      wanted: { ...AGREED, requiredLevel: 'E4' },
      standing: { ...AGREED, requiredLevel: 'E3' },
    },
    { changes: [], conflicts: ['requiredLevel'] },
  ],
])('%s', (_case, facts, plan) => {
  expect(
    planFollowing({ wanted: AGREED, standing: AGREED, base: BASE, ...facts }),
  ).toEqual(plan);
});

it('changes only what stands as both have agreed last, whatever people and the entity do in turns', () => {
  const day = fc.constantFrom('a', 'b', 'c');
  const turn = fc.record({ by: fc.constantFrom('person', 'entity'), day });
  fc.assert(
    fc.property(day, fc.array(turn, { maxLength: 12 }), (first, turns) => {
      let wanted: FollowedFields = { deadline: first };
      const standing: FollowedFields = { deadline: first };
      let base = nextBase({ wanted, standing });
      let agreed: string | undefined = first;
      for (const { by, day: value } of turns) {
        if (by === 'person') {
          standing.deadline = value;
        } else {
          wanted = { deadline: value };
        }
        const { changes, conflicts } = planFollowing({
          wanted,
          standing,
          base,
        });
        expect(changes.length === 0 || standing.deadline === agreed).toBe(true);
        expect(conflicts.length > 0).toBe(
          wanted.deadline !== agreed &&
            standing.deadline !== agreed &&
            wanted.deadline !== standing.deadline,
        );
        if (changes.length > 0) {
          standing.deadline = wanted.deadline;
        }
        if (conflicts.length === 0) {
          base = nextBase({ wanted, standing, base });
        }
        if (standing.deadline === wanted.deadline) {
          agreed = standing.deadline;
        }
      }
    }),
  );
});
