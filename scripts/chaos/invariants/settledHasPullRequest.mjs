import { isAtRest } from './everythingSettles.mjs';
import { isSkeins } from './onePullRequest.mjs';

const WITH_PULL_REQUEST = ['prOpen', 'merged', 'closed'];

/** I2 */
export const settledHasPullRequest = {
  id: 'I2',
  sentence:
    'every target that was published has exactly one pull request on the code host, and every pull request has its target',
  check({ targets, rows, pullRequests }) {
    const onHost = new Set(pullRequests.map(pull => nameOf(pull)));
    const onRecord = new Set(rows.map(row => nameOf(row)));
    const published = targets.filter(({ state }) =>
      WITH_PULL_REQUEST.includes(state),
    );
    const violations = [
      ...published
        .filter(
          ({ id, generation }) =>
            !rows.some(
              row => row.target_id === id && row.generation === generation,
            ),
        )
        .map(
          ({ id, repository, state }) =>
            `the target ${id} (${repository}) is ${state} and has no pull request on record`,
        ),
      ...rows
        .filter(row => !onHost.has(nameOf(row)))
        .map(row => `${nameOf(row)} is on record, and not on the code host`),
      ...pullRequests
        .filter(pull => isSkeins(pull) && !onRecord.has(nameOf(pull)))
        .filter(pull => !isAccountedFor(pull, targets))
        .map(
          pull =>
            `${nameOf(pull)} (${
              pull.headRef
            }) is on the code host, and no target knows it`,
        ),
    ];
    return { checked: `${published.length} targets`, violations };
  },
};

function nameOf({ repository, number }) {
  return `${repository}#${number}`;
}

/**
 * Cancelled between the effect and its record: the pull request is the team's, as every open one of a cancelled migration. And a
 * target that is on its way may still record it; that it does not come to its end is another invariant's matter.
 */
function isAccountedFor({ body }, targets) {
  return targets.some(
    ({ id, state }) =>
      body.includes(id) && (state === 'cancelled' || !isAtRest(state)),
  );
}
