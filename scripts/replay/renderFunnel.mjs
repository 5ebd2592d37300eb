function of(count, total) {
  const percent = total > 0 ? ((count / total) * 100).toFixed(1) : '-';
  return `${count} of ${total} (${percent} %)`;
}

/** The funnel for people. */
export function renderFunnel(funnel) {
  const { discovery, levels, states, seconds } = funnel;
  const verified = levels.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    ['discovered', `${of(funnel.discovered, funnel.consumers)} consumers`],
    ['undeclared', `${of(funnel.undeclaredFound, funnel.undeclared)} found`],
    ['in scope', `${of(funnel.targets, funnel.direct)} direct consumers`],
    ['attempted', `${of(funnel.attempted, funnel.targets)} targets`],
    [
      'verified',
      `${of(verified, funnel.attempted)}: ${levels
        .map(({ level, count }) => `${level} ${count}`)
        .join(', ')}`,
    ],
    ['opened', `${of(funnel.opened, verified)} pull requests`],
    ['merged', of(funnel.merged, funnel.opened)],
    ...funnel.migrations.map(({ title, state, readers }) => [
      'zero readers',
      `${title}: ${state}, ${readers ?? 'not counted'} left`,
    ]),
    [
      'recall',
      `${of(discovery.right, discovery.readers)}, ${discovery.missed} missed`,
    ],
    ['precision', of(discovery.right, discovery.claimed)],
    ['double', `${funnel.duplicates} pull requests`],
    ['judgement', `${of(funnel.judgementsAltered, funnel.judgements)} altered`],
    [
      'states',
      Object.entries(states)
        .sort()
        .map(([state, count]) => `${state} ${count}`)
        .join(', '),
    ],
    ['crashes', `${funnel.crashes}`],
    [
      'time',
      `${Math.round(seconds.planning)} s to plan, ${Math.round(
        seconds.moving,
      )} s to move`,
    ],
  ];
  return [
    '',
    ...lines.map(([name, text]) => `  ${name.padEnd(13)} ${text}`),
    '',
    funnel.unsettled > 0
      ? `${funnel.unsettled} targets are not settled.`
      : 'Every target is settled.',
    ...(funnel.folder ? [`Logs and state: ${funnel.folder}`] : []),
  ].join('\n');
}
