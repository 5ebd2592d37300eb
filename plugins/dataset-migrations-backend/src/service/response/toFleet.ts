import type { Fleet } from '@skein/backstage-plugin-dataset-migrations-common';
import type { CodeHostFacts } from './toCodeHostState';
import { toCodeHostState } from './toCodeHostState';
import type { FleetFacts } from '../../database/operations/fleet/loadFleet';
import { toIso, toOptionalIso } from '../../database/time';

/** The fleet as it leaves the house. */
export function toFleet(
  facts: FleetFacts & { codeHosts: CodeHostFacts[] },
): Fleet {
  const targets = facts.targets.map(({ state, count }) => ({
    state,
    count: Number(count),
  }));
  return {
    migrations: facts.migrations.map(({ state, count }) => ({
      state,
      count: Number(count),
    })),
    targets,
    runningAttempts: facts.runningAttempts.map(row => ({
      targetId: row.target_id,
      repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
      migrationTitle: row.title,
      worker: row.worker,
      startedAt: toIso(row.started_at),
    })),
    queuedTargets: targets.find(({ state }) => state === 'queued')?.count ?? 0,
    oldestQueuedAt: toOptionalIso(facts.oldestQueuedAt ?? null),
    codeHosts: facts.codeHosts.map(toCodeHostState),
  };
}
