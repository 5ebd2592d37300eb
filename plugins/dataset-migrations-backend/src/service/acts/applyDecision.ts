import type {
  DecisionDays,
  DecisionKind,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { endDecision } from '../../database/operations/decisions/endDecision';
import { insertDecision } from '../../database/operations/decisions/insertDecision';
import { recordEvent } from '../../database/operations/events/recordEvent';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { DbTargetRow } from '../../database/tables';
import { databaseNow, toDatabaseTime } from '../../database/time';
import { decidedState, isDecided } from '../../decisions/DECIDED_STATES';
import type { DecisionPlan, NewDecision } from '../../decisions/planDecision';
import { resumeTarget } from '../../decisions/resumeTarget';

export interface ApplyDecisionOptions {
  tx: Knex.Transaction;
  /** Of the target, which has to be locked. */
  facts: TargetFacts;
  plan: DecisionPlan;
  days: DecisionDays;
  actor: string;
  /** The attempt whose patch was read for all of its shape, if that is how it was decided. */
  exemplarId?: string;
}

/** Writes what a decision comes to: the decision, where the target goes, and one event. */
export async function applyDecision(
  options: ApplyDecisionOptions,
): Promise<void> {
  const { plan } = options;
  switch (plan.kind) {
    case 'say':
      await keep(options, plan.decision, plan.reason);
      break;
    case 'end':
      await end(options, plan);
      break;
    case 'requeue':
      await move(options, 'queued', plan.reason);
      break;
    default:
  }
}

async function keep(
  options: ApplyDecisionOptions,
  decision: NewDecision,
  reason: string,
): Promise<void> {
  const { tx, facts, days, actor, exemplarId } = options;
  const { row } = facts;
  const to = decidedState(decision.kind);
  if (to !== undefined && to !== row.state) {
    await move(options, to, reason);
  } else {
    await note(options, 'decisionMade', reason, decision.kind);
    if (to !== undefined) {
      // it stays where it is, for another reason
      await tx<DbTargetRow>('targets')
        .where({ id: row.id, state: to })
        .update({ state_reason: reason });
    }
  }
  const { id } = row;
  await endDecision({ tx, targetIds: [id], by: actor, reason });
  const { until, kind, ends, ownerRef } = decision;
  const { timeZone } = days;
  await insertDecision({
    tx,
    target: { id },
    decision: {
      kind,
      // what is decided anew goes on where it stood before anything was decided
      from_state: isDecided(row.state)
        ? facts.decision?.from_state ?? 'queued'
        : row.state,
      reason: decision.reason,
      ownerRef,
      exemplarId,
      ...(until !== undefined && { until: { day: until, timeZone } }),
      ...(until !== undefined &&
        ends && {
          endsAt: toDatabaseTime(
            tx,
            DateTime.fromISO(until, { zone: timeZone }).startOf('day'),
          ),
        }),
    },
    by: actor,
  });
}

async function end(
  options: ApplyDecisionOptions,
  plan: Extract<DecisionPlan, { kind: 'end' }>,
): Promise<void> {
  const { tx, facts, actor } = options;
  const { row, decision } = facts;
  const { reason, ownerRef } = plan;
  if (isDecided(row.state)) {
    const fromState = decision?.from_state;
    await resumeTarget({ tx, facts, fromState, reason, actor });
  } else {
    await note(options, 'decisionEnded', reason);
  }
  await endDecision({ tx, targetIds: [row.id], by: actor, reason });
  if (ownerRef !== undefined) {
    await tx<DbTargetRow>('targets')
      .where({ id: row.id })
      .update({ owner_ref: ownerRef });
  }
}

async function move(
  { tx, facts: { row }, actor }: ApplyDecisionOptions,
  to: DbTargetRow['state'],
  reason: string,
): Promise<void> {
  await moveTarget({
    tx,
    targetId: row.id,
    from: row.state,
    to,
    reason,
    actor,
    changes: to === 'queued' ? { not_before: databaseNow(tx) } : {},
  });
}

async function note(
  { tx, facts: { row }, actor }: ApplyDecisionOptions,
  kind: 'decisionMade' | 'decisionEnded',
  reason: string,
  to?: DecisionKind,
): Promise<void> {
  await recordEvent({
    tx,
    migrationId: row.migration_id,
    targetId: row.id,
    actor,
    kind,
    to,
    reason,
  });
}
