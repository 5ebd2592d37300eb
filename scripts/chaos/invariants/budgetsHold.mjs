/** As the code host knows the account that Skein acts with. */
const BOT = 'skein-bot';
const MINUTE_MS = 60_000;
/** GitHub's own prices. */
const POINTS = { GET: 1, HEAD: 1 };
const WRITE_POINTS = 5;

/** I9 */
export const budgetsHold = {
  id: 'I9',
  sentence:
    'no budget goes below zero, and in no minute does the code host count more than the budget allows',
  check({ requests, budgets, limits, replicaCount }) {
    if (limits.codeHost === undefined) {
      return { notChecked: 'no limits of the code host are configured' };
    }
    const { contentPerMinute, pointsPerMinute } = limits.codeHost;
    // what a replica had taken before it was held still comes when it goes on
    const inFlight = replicaCount * limits.concurrency;
    const own = requests.filter(
      ({ login, path }) =>
        login === BOT &&
        path.startsWith('/api/') &&
        // a budget of its own, and POST only by name
        !path.endsWith('/graphql'),
    );
    const content = mostInAMinute(own, ({ method }) =>
      method === 'POST' ? 1 : 0,
    );
    const points = mostInAMinute(
      own,
      ({ method }) => POINTS[method] ?? WRITE_POINTS,
    );
    const violations = budgets
      .filter(({ lowest }) => lowest < 0)
      .map(({ resource, lowest }) => `${resource} went down to ${lowest}`);
    if (content > contentPerMinute + inFlight) {
      violations.push(
        `the code host counted ${content} posts in a minute, and ${contentPerMinute} are allowed`,
      );
    }
    if (points > pointsPerMinute + inFlight * WRITE_POINTS) {
      violations.push(
        `the code host counted ${points} points in a minute, and ${pointsPerMinute} are allowed`,
      );
    }
    return {
      checked: `${own.length} requests; at most ${content} of ${contentPerMinute} posts and ${points} of ${pointsPerMinute} points in a minute; ${budgets.length} budgets`,
      violations,
    };
  },
};

/** The most that any minute held, wherever it begins. */
function mostInAMinute(requests, priceOf) {
  let most = 0;
  let sum = 0;
  let first = 0;
  for (const request of requests) {
    sum += priceOf(request);
    while (requests[first].at <= request.at - MINUTE_MS) {
      sum -= priceOf(requests[first]);
      first += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}
