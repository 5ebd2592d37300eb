import fc from 'fast-check';
import { DECISION_KINDS } from '@skein/backstage-plugin-dataset-migrations-common';
import { whyLeftOut, type ClusterMember } from './whyLeftOut';

const SAME: ClusterMember = {
  isTheirs: true,
  deviates: false,
  findingCount: 0,
  conditions: ['checksFailing'],
  allowed: ['accept'],
};

describe('whyLeftOut', () => {
  it.each<[string, Partial<ClusterMember>, string | undefined]>([
    ['accepts what is the same', {}, undefined],
    ['code of others', { isTheirs: false, deviates: true }, 'notTheirs'],
    ['what was accepted', { decision: 'accept', deviates: true }, 'accepted'],
    ['what something else was said about', { decision: 'notOurs' }, 'decided'],
    ['a line that nobody has read', { deviates: true }, 'deviates'],
    ['a place to decide', { findingCount: 1 }, 'placesToDecide'],
    [
      'a decision that is needed',
      { conditions: ['decisionNeeded'] },
      'placesToDecide',
    ],
    [
      'what people changed since',
      { conditions: ['humanCommits'] },
      'humanCommits',
    ],
    ['what cannot be accepted now', { allowed: ['undo'] }, 'notNow'],
  ])('leaves out %s', (_case, changes, reason) => {
    expect(whyLeftOut({ ...SAME, ...changes })).toBe(reason);
  });

  it('never accepts what was not read, is not theirs, or is decided otherwise', () => {
    const members = fc.record({
      isTheirs: fc.boolean(),
      deviates: fc.boolean(),
      findingCount: fc.nat(2),
      conditions: fc.constant<[]>([]),
      decision: fc.option(fc.constantFrom(...DECISION_KINDS), {
        nil: undefined,
      }),
      allowed: fc.constant<['accept']>(['accept']),
    });
    fc.assert(
      fc.property(members, member => {
        const isSafe =
          member.isTheirs &&
          !member.deviates &&
          member.findingCount === 0 &&
          member.decision === undefined;
        expect(whyLeftOut(member) === undefined).toBe(isSafe);
      }),
    );
  });
});
