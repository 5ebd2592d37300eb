function share(count, total) {
  return total > 0 ? `${((count / total) * 100).toFixed(1)} %` : '';
}

function listLevels(levels) {
  return levels.map(({ level, count }) => `${level} ${count}`).join(', ');
}

function listStates(states) {
  return Object.entries(states)
    .sort()
    .map(([state, count]) => `${state} ${count}`)
    .join(', ');
}

function describeReaders({ migrations }) {
  return migrations
    .map(
      ({ title, state, readers }) =>
        `${title} ${state}, ${readers ?? 'uncounted'} left that were let off`,
    )
    .join('; ');
}

/** The stages: name, count, out of how many, and what there is to say. */
export function listStages(funnel) {
  const { discovery, levels, teams, peaks, seconds } = funnel;
  const verified = levels.reduce((sum, { count }) => sum + count, 0);
  const completed = funnel.migrations.filter(
    ({ state }) => state === 'completed',
  );
  return [
    [
      'discovered',
      funnel.discovered,
      funnel.consumers,
      'consumers, direct and indirect',
    ],
    [
      'of those undeclared',
      funnel.undeclaredFound,
      funnel.undeclared,
      'found by code search only',
    ],
    [
      'recall',
      discovery.right,
      discovery.readers,
      `direct readers; ${discovery.missed} missed`,
    ],
    [
      'precision',
      discovery.right,
      discovery.claimed,
      'the others had moved already, and the catalog did not know',
    ],
    [
      'in scope',
      funnel.targets,
      funnel.direct,
      'direct consumers became targets',
    ],
    [
      'attempted',
      funnel.attempted,
      funnel.targets,
      `targets; ${
        funnel.attempts.count
      } attempts, median ${funnel.attempts.medianSeconds.toFixed(1)} s`,
    ],
    ['verified', verified, funnel.attempted, listLevels(levels)],
    ['opened', funnel.opened, verified, 'pull requests'],
    ['edited', teams.edited, funnel.opened, 'got a commit of somebody’s own'],
    ['closed', teams.closed, funnel.opened, 'by people, unmerged'],
    ['merged', funnel.merged, funnel.opened, ''],
    [
      'settled',
      funnel.targets - funnel.unsettled,
      funnel.targets,
      listStates(funnel.states),
    ],
    [
      'zero readers',
      completed.length,
      funnel.datasets,
      describeReaders(funnel),
    ],
    ['double pull requests', funnel.duplicates, funnel.opened, 'promised: 0'],
    [
      'judgement fields altered',
      funnel.judgementsAltered,
      funnel.judgements,
      'promised: 0',
    ],
    [
      'refused for a limit',
      funnel.blocks,
      funnel.requests,
      `promised: 0; most content in an hour ${
        peaks.contentPerHour ?? 0
      } of 500, in a minute ${peaks.contentPerMinute ?? 0} of 80`,
    ],
    [
      'crashes',
      funnel.crashes,
      undefined,
      `kills, of which ${funnel.deaths} died once more between two steps`,
    ],
    [
      'decided by the owner',
      Object.values(funnel.owner).reduce((sum, count) => sum + count, 0),
      undefined,
      listStates(funnel.owner),
    ],
    [
      'minutes',
      Math.round((seconds.planning + seconds.moving) / 60),
      undefined,
      `of which ${Math.round(seconds.planning)} s to plan; ${Math.round(
        seconds.catalog,
      )} s before that for the catalog; clock × ${funnel.clockRate}`,
    ],
  ].map(([name, count, total, remark]) => ({ name, count, total, remark }));
}

/** The funnel for people who watch. */
export function renderFunnel(funnel) {
  const lines = listStages(funnel).map(({ name, count, total, remark }) => {
    const figure =
      total === undefined
        ? `${count}`
        : `${count} of ${total} ${
            share(count, total) && `(${share(count, total)})`
          }`;
    return `  ${name.padEnd(25)} ${figure.padEnd(24)} ${remark}`.trimEnd();
  });
  return ['', ...lines, ''].join('\n');
}

/** The funnel as a Markdown table. */
export function renderMarkdown(funnel) {
  const cells = listStages(funnel).map(({ name, count, total, remark }) => [
    name,
    String(count),
    total === undefined ? '' : String(total),
    total === undefined ? '' : share(count, total),
    remark,
  ]);
  return [
    ['stage', 'count', 'of', 'share', ''],
    ['---', '---:', '---:', '---:', '---'],
    ...cells,
  ]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n')
    .concat('\n');
}
