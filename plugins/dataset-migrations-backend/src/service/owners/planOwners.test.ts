import fc from 'fast-check';
import { planOwners } from './planOwners';

const before = { ownerRef: 'a', coOwnerRefs: ['b', 'c'] };
const refs = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));

describe('planOwners', () => {
  it.each([
    ['nobody new', { ownerRef: 'a', coOwnerRefs: ['c', 'b', 'b', 'a'] }, []],
    ['a new owner', { ownerRef: 'd', coOwnerRefs: ['b', 'c'] }, ['d']],
    [
      'a co-owner that becomes owner',
      { ownerRef: 'b', coOwnerRefs: [] },
      ['b'],
    ],
    ['an owner that stays', { ownerRef: 'b', coOwnerRefs: ['a'] }, ['b']],
    ['a new co-owner', { ownerRef: 'a', coOwnerRefs: ['b', 'd'] }, ['d']],
    ['one that goes', { ownerRef: 'a', coOwnerRefs: ['b'] }, []],
  ])('tells of %s those who are new to it', (_case, wanted, entrusted) => {
    expect(planOwners({ before, wanted })?.entrusted ?? []).toEqual(entrusted);
  });

  it('says in the history who comes and who goes, and why', () => {
    const wanted = { ownerRef: 'd', coOwnerRefs: ['a', 'b'] };

    expect(planOwners({ before, wanted, reason: 'A moves on' })?.event).toBe(
      'Handed over from a to d. New co-owners: a. Co-owners no more: c. A moves on',
    );
  });

  it('comes to nothing when it was done already', () => {
    fc.assert(
      fc.property(refs, fc.constantFrom('a', 'b', 'f'), (coOwners, owner) => {
        const wanted = { ownerRef: owner, coOwnerRefs: coOwners };
        const plan = planOwners({ before, wanted });
        const coOwnerRefs = plan?.coOwnerRefs ?? before.coOwnerRefs;
        expect(coOwnerRefs).not.toContain(owner);
        expect(
          planOwners({ before: { ownerRef: owner, coOwnerRefs }, wanted }),
        ).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});
