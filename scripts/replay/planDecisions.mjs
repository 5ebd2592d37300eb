const ARCHIVED = / is archived/;

/**
 * What somebody who is responsible does about what has stopped. Archived repositories are let off, everything else is tried
 * once more, and then let off, too; what was stopped because of it goes on. Looks at nothing but its argument.
 */
export function planDecisions({ migrations, waves, targets, retried }) {
  return [
    ...targets.map(({ id, state_reason: said }) =>
      ARCHIVED.test(said) || retried.has(id)
        ? {
            act: 'exempt',
            id,
            reason: `Let off by its owner. ${said}`.slice(0, 900),
          }
        : { act: 'retry', id },
    ),
    ...waves.map(({ migration_id: id, number, state_reason: said }) => ({
      act: 'pass',
      id,
      number,
      reason: `What failed was looked at one by one. ${said}`.slice(0, 900),
    })),
    ...migrations.map(({ id, state_reason: reason }) => ({
      act: 'resume',
      id,
      reason,
    })),
  ];
}
