/** I5 */
export const capsHold = {
  id: 'I5',
  sentence:
    'no replica runs more attempts at once than its limit, nor do all replicas together',
  isLive: true,
  check({ history, limits }) {
    const violations = [];
    let most = 0;
    for (const [owner, attempts] of listAttempts(history)) {
      for (const begun of attempts) {
        const { from } = begun;
        const atOnce = attempts.filter(
          other => other === begun || (other.from <= from && other.to > from),
        ).length;
        most = Math.max(most, atOnce);
        if (atOnce > limits.concurrency) {
          violations.push(
            `${owner} ran ${atOnce} at once at ${new Date(
              from,
            ).toISOString()}, and ${limits.concurrency} are allowed`,
          );
        }
      }
    }
    const together = mostTogether(history);
    if (limits.global !== undefined && together > limits.global) {
      violations.push(
        `all replicas together ran ${together} at once, and ${limits.global} are allowed`,
      );
    }
    return {
      checked: `at most ${most} of ${
        limits.concurrency
      } in a replica, ${together} of ${limits.global ?? 'any number'} together`,
      violations,
    };
  },
};

/** The most targets that were ever running at once, as a claim counts them: what is lost counts until somebody notices. */
function mostTogether(history) {
  const running = new Set();
  let most = 0;
  for (const { targetId, after } of history) {
    if (after.state === 'running') {
      running.add(targetId);
      most = Math.max(most, running.size);
    } else {
      running.delete(targetId);
    }
  }
  return most;
}

/**
 * From when to when each worker surely ran each attempt: from the claim to the last that it wrote of it while its lease was good.
 * What lies there only because its end could not be written does not run.
 */
function listAttempts(history) {
  const byOwner = new Map();
  const running = new Map();
  for (const { at, writer, targetId, before, after } of history) {
    const attempt = running.get(targetId);
    const isOwn = attempt?.writer === writer && before.expiresAt > at;
    if (before?.state === 'running' && isOwn) {
      attempt.to = at;
    }
    if (after.state !== 'running') {
      running.delete(targetId);
    } else if (before?.owner !== after.owner) {
      const begun = { writer, from: at, to: at };
      running.set(targetId, begun);
      byOwner.set(after.owner, [...(byOwner.get(after.owner) ?? []), begun]);
    }
  }
  return byOwner;
}
