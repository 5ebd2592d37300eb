import type { Fleet } from '@skein/backstage-plugin-dataset-migrations-common';
import type { CodeHostFacts } from './toCodeHostState';
import { toCodeHostState } from './toCodeHostState';
import type { FleetFacts } from '../../database/operations/fleet/loadFleet';
import type { ModelTargetCounts } from '../../database/operations/models/countModelTargets';
import type {
  DbModelSpendingRow,
  DbWebhookRefusalRow,
} from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';
import { toDollars } from '../../models/microdollars';

/** What is known of the models that were asked. */
interface ModelFacts extends ModelTargetCounts {
  /** Today, by the database's clock. */
  day: string;
  budgetDollars: number;
  /** Newest first. */
  days: DbModelSpendingRow[];
}

/** The fleet as it leaves the house. */
export function toFleet(
  facts: FleetFacts & {
    codeHosts: CodeHostFacts[];
    refusals: DbWebhookRefusalRow[];
    models: ModelFacts;
  },
  agentIds: readonly string[],
): Fleet {
  const { control } = facts;
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
    refusedWebhooks: facts.refusals.map(refusal => ({
      codeHostId: refusal.host_id,
      count: Number(refusal.count),
      lastAt: toIso(refusal.last_at),
      lastReason: refusal.last_reason,
    })),
    stopped: Boolean(control.stopped),
    ...(control.changed_by !== null && {
      switched: {
        by: control.changed_by,
        at: toIso(control.changed_at!),
        reason: control.reason ?? undefined,
      },
    }),
    replicas: facts.replicas.map(replica => ({
      worker: replica.worker,
      host: replica.host,
      startedAt: toIso(replica.started_at),
      seenAt: toIso(replica.seen_at),
      acknowledged: replica.epoch === control.epoch,
      slots: replica.slots,
      running: replica.running,
    })),
    agents: [...agentIds],
    models: toFleetModels(facts.models),
  };
}

function toFleetModels(facts: ModelFacts): Fleet['models'] {
  const { day, budgetDollars, targetsWorkedOn, targetsWithoutModel } = facts;
  const days = facts.days.map(row => ({
    day: row.subject,
    spentDollars: toDollars(row.microdollars),
  }));
  const spentDollars = days.find(each => each.day === day)?.spentDollars ?? 0;
  return {
    today: { day, spentDollars, budgetDollars },
    days,
    targetsWorkedOn,
    targetsWithoutModel,
  };
}
