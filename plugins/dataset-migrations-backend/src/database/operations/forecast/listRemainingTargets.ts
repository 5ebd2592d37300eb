import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { RemainingTargets } from '../../../forecast/ForecastFacts';
import type { DbTargetRow } from '../../tables';
import { secondsSince } from '../../time';

export interface RemainingHost {
  host: string;
  waiting: number;
}

/** What of a migration is still to be settled, by team and wave, and on which hosts pull requests are still to be opened. */
export async function listRemainingTargets(
  knex: Knex,
  migrationId: string,
): Promise<{ remaining: RemainingTargets[]; hosts: RemainingHost[] }> {
  const rows = await knex<DbTargetRow>('targets')
    .leftJoin('pull_requests', join =>
      join
        .on('pull_requests.target_id', 'targets.id')
        .andOn('pull_requests.generation', 'targets.generation'),
    )
    .where('targets.migration_id', migrationId)
    .whereNotIn('targets.state', [...SETTLED_TARGET_STATES])
    .orderBy(['targets.wave', 'targets.owner_ref', 'targets.id'])
    .select({
      state: 'targets.state',
      team: 'targets.owner_ref',
      wave: 'targets.wave',
      host: 'targets.host',
      openSeconds: secondsSince(knex, 'pull_requests.opened_at'),
    });
  const groups = new Map<string, RemainingTargets>();
  const hosts = new Map<string, number>();
  for (const { state, team, wave, host, openSeconds } of rows) {
    const key = JSON.stringify([wave, team]);
    const group: RemainingTargets = groups.get(key) ?? {
      team,
      wave,
      waiting: 0,
      openSeconds: [],
    };
    groups.set(key, group);
    if (state === 'prOpen') {
      group.openSeconds.push(Math.max(0, openSeconds ?? 0));
    } else {
      group.waiting += 1;
      hosts.set(host, (hosts.get(host) ?? 0) + 1);
    }
  }
  return {
    remaining: [...groups.values()],
    hosts: [...hosts].map(([host, waiting]) => ({ host, waiting })),
  };
}
