import {
  isSettled,
  type Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { followUpOf } from '../../database/operations/migrations/followUpColumns';
import type { MigrationFacts } from '../../database/operations/migrations/loadMigrationFacts';
import { toIso, toOptionalIso } from '../../database/time';
import { migrationActions } from './allowedActions';

/** A migration as it leaves the house. `allowed` is what its state permits; permission takes away from it. */
export function toMigration(facts: MigrationFacts): Migration {
  const { row, targetCounts } = facts;
  const count = (counts: typeof targetCounts) =>
    counts.reduce((sum, entry) => sum + entry.count, 0);
  const targetCount = count(targetCounts);
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    guide: row.guide ?? undefined,
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    stateSince: toIso(row.state_since),
    fromRefs: facts.fromRefs,
    toRefs: facts.toRefs,
    ownerRef: row.owner_ref,
    coOwnerRefs: facts.coOwnerRefs,
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    contractVersion: row.contract_version,
    requiredLevel: row.required_level,
    deadline: row.deadline ?? undefined,
    followUp: followUpOf(row),
    planHash: row.plan_hash ?? undefined,
    plannedAt: toOptionalIso(row.planned_at),
    previewing: isPreviewing(facts),
    targetCount,
    settledCount: count(targetCounts.filter(({ state }) => isSettled(state))),
    targetCounts,
    consumerCount: facts.consumerCount,
    decisionCounts:
      facts.decisionCounts.length > 0 ? facts.decisionCounts : undefined,
    findings: JSON.parse(row.findings),
    agents: row.agents === null ? undefined : JSON.parse(row.agents),
    fallbackAgent: row.fallback_agent ?? undefined,
    judgeMode: row.judge_mode ?? undefined,
    readers: row.readers === null ? undefined : JSON.parse(row.readers),
    allowed: migrationActions({
      state: row.state,
      targetCount,
      pendingCount: count(
        targetCounts.filter(({ state }) => state === 'pending'),
      ),
      mergedCount: count(
        targetCounts.filter(({ state }) => state === 'merged'),
      ),
    }),
  };
}

/** A preview lasts until an agent has looked at every target; the row only says that one was asked for. */
function isPreviewing({ row, targetCounts }: MigrationFacts): boolean {
  return (
    row.state === 'planned' &&
    Boolean(row.previewing) &&
    targetCounts.some(
      ({ state, count }) =>
        count > 0 && ['pending', 'queued', 'running'].includes(state),
    )
  );
}
