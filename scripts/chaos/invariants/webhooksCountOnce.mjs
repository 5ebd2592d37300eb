import { isSkeins } from './onePullRequest.mjs';

/** I13 */
export const webhooksCountOnce = {
  id: 'I13',
  sentence:
    'every webhook that was taken is stored once, none that was forged, and each pull request is on record as it is',
  check({ sent, stored, forged, rows, pullRequests, targets }) {
    const counts = new Map(
      stored.map(({ delivery_id: id, count }) => [id, count]),
    );
    const taken = new Set(
      sent
        .filter(({ status }) => status >= 200 && status < 300)
        .map(({ id }) => id),
    );
    const cancelled = new Set(
      targets.filter(({ state }) => state === 'cancelled').map(({ id }) => id),
    );
    const onHost = new Map(
      pullRequests
        .filter(isSkeins)
        .map(pull => [`${pull.repository}#${pull.number}`, pull]),
    );
    const violations = [
      ...[...taken]
        .filter(id => counts.get(id) !== 1)
        .map(
          id =>
            `the webhook ${id} was taken, and is stored ${
              counts.get(id) ?? 0
            } times`,
        ),
      ...forged
        .filter(id => counts.has(id))
        .map(id => `the webhook ${id} was forged, and is stored`),
      ...rows
        // a cancelled migration lets go of its pull requests
        .filter(row => !cancelled.has(row.target_id))
        .flatMap(row => {
          const name = `${row.repository}#${row.number}`;
          const pull = onHost.get(name);
          const is = pull && stateOf(pull);
          return pull === undefined || is === row.state
            ? []
            : [`${name} is ${is}, and on record as ${row.state}`];
        }),
    ];
    return {
      checked: `${taken.size} webhooks taken, ${sent.length} sent, ${forged.length} forged, ${rows.length} pull requests`,
      violations,
    };
  },
};

function stateOf({ state, mergedAt }) {
  return mergedAt ? 'merged' : state;
}
