import { eventually } from './eventually.mjs';

/** Looks until each target of a migration is in one of these states; gives the targets. */
export async function untilEveryTarget(api, migrationId, states) {
  await eventually(`every target is ${states.join(', ')}`, {
    withinSeconds: 240,
    look: async () =>
      (
        await api.listTargets(migrationId)
      ).map(({ repository, state, stateReason }) => ({
        repository,
        state,
        stateReason,
      })),
    accept: targets =>
      targets.length > 0 &&
      targets.every(target => states.includes(target.state)),
  });
  return api.listTargets(migrationId);
}
