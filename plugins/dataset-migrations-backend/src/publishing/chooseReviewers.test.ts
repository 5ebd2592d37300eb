import { chooseReviewers, reviewersOfOwner } from './chooseReviewers';
import { parseCodeowners } from './codeowners';

describe('chooseReviewers', () => {
  it('asks the owners of the changed files, those of most files first', () => {
    const rules = parseCodeowners(
      '/finance/ @acme/finance @zoe\n/marketing/ @acme/marketing-analytics @acme/finance\n/other/ @nobody',
    );

    expect(
      chooseReviewers({
        rules,
        paths: ['finance/a.sql', 'marketing/b.sql', 'marketing/c.sql'],
        organisation: 'Acme',
      }),
    ).toEqual({
      reviewers: ['zoe'],
      teamReviewers: ['finance', 'marketing-analytics'],
    });
  });

  it('leaves out e-mail addresses and teams of other organisations', () => {
    const rules = parseCodeowners('* ben@acme.example @globex/data');

    expect(
      chooseReviewers({ rules, paths: ['a.sql'], organisation: 'acme' }),
    ).toEqual({ reviewers: [], teamReviewers: [] });
  });

  it('takes a group in a group for a team of the group around it', () => {
    const rules = parseCodeowners('* @acme/data/finance @acme/finance');

    expect(
      chooseReviewers({ rules, paths: ['a.sql'], organisation: 'acme/data' }),
    ).toEqual({ reviewers: [], teamReviewers: ['finance'] });
  });

  it('asks five at most', () => {
    const rules = parseCodeowners('* @a @b @c @d @e @f @g');

    expect(
      chooseReviewers({ rules, paths: ['a.sql'], organisation: 'acme' })
        .reviewers,
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('reviewersOfOwner', () => {
  it('takes a group for a team and a user for a user', () => {
    expect(reviewersOfOwner('group:default/finance')).toEqual({
      reviewers: [],
      teamReviewers: ['finance'],
    });
    expect(reviewersOfOwner('user:default/ben')).toEqual({
      reviewers: ['ben'],
      teamReviewers: [],
    });
    expect(reviewersOfOwner(undefined)).toEqual({
      reviewers: [],
      teamReviewers: [],
    });
  });
});
