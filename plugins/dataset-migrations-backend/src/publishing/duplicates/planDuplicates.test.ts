import type { ListedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { pullRequestMarker } from '../pullRequestMarker';
import { planDuplicates, type DuplicatePlan } from './planDuplicates';

const pushedSha = 'a'.repeat(40);
const recorded = {
  migrationId: 'm',
  targetId: 't',
  generation: 1,
  number: 7,
  pushedSha,
};

function listed(
  number: number,
  changes: Partial<ListedPullRequest> = {},
): ListedPullRequest {
  return {
    number,
    url: `https://github.com/acme/finance/pull/${number}`,
    body: `Why\n${pullRequestMarker(recorded)}`,
    branch: 'skein/user-activity-v2/t',
    headSha: pushedSha,
    ...changes,
  };
}

describe('planDuplicates', () => {
  it.each<[string, ListedPullRequest[], Array<[number, DuplicatePlan['act']]>]>(
    [
      ['one of its own', [listed(7)], []],
      [
        'a second and a third one',
        [listed(9), listed(7), listed(8)],
        [
          [9, 'close'],
          [8, 'close'],
        ],
      ],
      [
        'an older one that is not on record',
        [listed(6), listed(7)],
        [[6, 'close']],
      ],
      [
        'one of another generation',
        [
          listed(7),
          listed(8, {
            body: pullRequestMarker({ ...recorded, generation: 2 }),
          }),
        ],
        [],
      ],
      [
        'a copy of the text on the branch of a human',
        [listed(7), listed(8, { branch: 'backport' })],
        [[8, 'tell']],
      ],
      [
        'one to which a human has pushed',
        [listed(7), listed(8, { headSha: 'b'.repeat(40) })],
        [[8, 'tell']],
      ],
      ['nothing of what is on record', [listed(8)], []],
    ],
  )('with %s', (_case, open, plans) => {
    expect(
      planDuplicates({ recorded, open, branchPrefix: 'skein' }).map(
        ({ duplicate, act }) => [duplicate.number, act],
      ),
    ).toEqual(plans);
  });
});
