import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbDecisionRow, DbTargetRow } from '../../tables';
import { databaseNow, type DbTime } from '../../time';

export interface InsertDecisionOptions {
  tx: Knex.Transaction;
  target: Pick<DbTargetRow, 'id'>;
  decision: Pick<DbDecisionRow, 'kind' | 'from_state'> & {
    reason?: string;
    until?: { day: string; timeZone: string };
    /** When it ends by itself. */
    endsAt?: DbTime;
    ownerRef?: string;
    /** The attempt whose patch was read for all of its shape. */
    exemplarId?: string;
  };
  by: string;
}

/** Keeps a decision, which stands from now on; what stood before has to have been ended. */
export async function insertDecision(
  options: InsertDecisionOptions,
): Promise<void> {
  const { tx, target, decision, by } = options;
  await tx<DbDecisionRow>('decisions').insert({
    id: randomUUID(),
    target_id: target.id,
    kind: decision.kind,
    state: 'standing',
    from_state: decision.from_state,
    reason: decision.reason ?? null,
    until_day: decision.until?.day ?? null,
    time_zone: decision.until?.timeZone ?? null,
    ends_at: decision.endsAt ?? null,
    proposed_owner_ref: decision.ownerRef ?? null,
    exemplar_attempt_id: decision.exemplarId ?? null,
    decided_by: by,
    decided_at: databaseNow(tx),
  });
}
