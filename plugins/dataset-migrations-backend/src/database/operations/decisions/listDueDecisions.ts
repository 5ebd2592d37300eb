import type { Knex } from 'knex';
import type { DbDecisionRow } from '../../tables';
import { databaseNow } from '../../time';

/** A decision whose day has come. */
export interface DueDecision {
  id: string;
  targetId: string;
  migrationId: string;
}

/** Decisions that end by themselves and should have by now, the longest due first. */
export async function listDueDecisions(options: {
  knex: Knex;
  limit: number;
}): Promise<DueDecision[]> {
  const { knex, limit } = options;
  return knex('decisions')
    .join('targets', 'targets.id', 'decisions.target_id')
    .where('decisions.state', 'standing')
    .where('decisions.ends_at', '<=', databaseNow(knex))
    .orderBy(['decisions.ends_at', 'decisions.id'])
    .limit(limit)
    .select({
      id: 'decisions.id',
      targetId: 'targets.id',
      migrationId: 'targets.migration_id',
    });
}

/** The decision, if it stands and is still due; its target has to be locked. */
export async function claimDueDecision(options: {
  tx: Knex.Transaction;
  id: string;
}): Promise<DbDecisionRow | undefined> {
  const { tx, id } = options;
  return tx<DbDecisionRow>('decisions')
    .where({ id, state: 'standing' })
    .where('ends_at', '<=', databaseNow(tx))
    .first();
}
