const SHOWN_VIOLATIONS = 8;

function countBy(items, keyOf) {
  const counts = new Map();
  for (const item of items) {
    counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  }
  return [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
}

function list(counts) {
  return counts.map(([key, count]) => `${key} ${count}`).join(', ') || 'none';
}

function renderVerdict({ id, sentence, notChecked, checked, violations }) {
  if (notChecked !== undefined) {
    return [`- ${id.padEnd(4)} not checked: ${notChecked} (${sentence})`];
  }
  if (violations.length === 0) {
    return [`✓ ${id.padEnd(4)} ${sentence} (${checked})`];
  }
  const more = violations.length - SHOWN_VIOLATIONS;
  return [
    `✗ ${id.padEnd(4)} VIOLATED ${
      violations.length
    } times: ${sentence} (${checked})`,
    ...violations.slice(0, SHOWN_VIOLATIONS).map(each => `       ${each}`),
    ...(more > 0 ? [`       and ${more} more`] : []),
  ];
}

/** What a run came to, for people. */
export function renderReport(result) {
  const { options, evidence, faults, recoveries, teams, verdicts } = result;
  const { targets, pullRequests, boots, sent } = evidence;
  const seconds = recoveries.map(each => each.seconds);
  const violated = verdicts.filter(({ violations }) => violations?.length);
  const unchecked = verdicts.filter(({ notChecked }) => notChecked);
  return [
    '',
    `Seed ${options.seed}: ${Math.round(result.tookSeconds)} s, ${
      result.rounds
    } rounds, ${boots.length} starts of ${options.replicas} replicas`,
    `  faults (${faults.length}): ${list(countBy(faults, ({ kind }) => kind))}`,
    ...result.unplayable.map(
      ({ kind, why }) => `  not played: ${kind}, since ${why}`,
    ),
    `  targets (${targets.length}): ${list(
      countBy(targets, ({ state }) => state),
    )}`,
    `  pull requests (${pullRequests.length}): ${list(
      countBy(pullRequests, ({ state, mergedAt }) =>
        mergedAt ? 'merged' : state,
      ),
    )}; people merged ${teams.merged}, closed ${teams.closed}, pushed ${
      teams.committed
    } commits, made ${teams.conflicts} conflicts, asked again for ${
      teams.askedAgain
    }`,
    `  webhooks sent: ${sent.length}, changes of targets: ${evidence.history.length}, events: ${evidence.events.length}`,
    `  recoveries: ${seconds.length}${
      seconds.length > 0
        ? `, the longest after ${Math.max(...seconds).toFixed(1)} s`
        : ''
    }`,
    '',
    ...verdicts.flatMap(renderVerdict),
    '',
    violated.length > 0
      ? `${violated
          .map(({ id }) => id)
          .join(', ')} violated. Again: npm run chaos -- --minutes ${
          options.minutes
        } --seed ${options.seed} --replicas ${options.replicas} --targets ${
          options.extraConsumers
        }`
      : `All ${
          verdicts.length - unchecked.length
        } invariants that were checked hold.`,
    ...(result.folder ? [`Logs and state: ${result.folder}`] : []),
  ].join('\n');
}
