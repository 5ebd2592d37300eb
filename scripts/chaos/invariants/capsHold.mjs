/** I5 */
export const capsHold = {
  id: 'I5',
  sentence: 'no replica runs more attempts at once than its limit',
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
    return {
      checked: `at most ${most} at once, ${limits.concurrency} are allowed`,
      violations,
    };
  },
};

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
