import type { Knex } from 'knex';
import type { DbReplicaRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';
import { REPLICA_LEASE_SECONDS } from './listReplicas';

/** A replica as it introduces itself. */
export type NewReplica = Pick<
  DbReplicaRow,
  'worker' | 'host' | 'process_id' | 'slots'
>;

/**
 * Writes the row of a replica when no other lives, in one statement, so that of two that start together one is refused.
 * Gives the other one; undefined when there is none.
 */
export async function joinAlone(
  knex: Knex,
  replica: NewReplica,
): Promise<DbReplicaRow | undefined> {
  const { worker, host, process_id, slots } = replica;
  await knex.raw(
    `insert into replicas (worker, host, process_id, started_at, seen_at, epoch, slots, running)
     select ?, ?, ?, ${databaseNow(knex)}, ${databaseNow(
      knex,
    )}, 0, ?, 0 where not exists (
       select 1 from replicas where seen_at > ? and worker <> ?)`,
    [
      worker,
      host,
      process_id,
      slots,
      nowPlus(knex, -REPLICA_LEASE_SECONDS),
      worker,
    ],
  );
  return knex<DbReplicaRow>('replicas')
    .where('seen_at', '>', nowPlus(knex, -REPLICA_LEASE_SECONDS))
    .whereNot({ worker })
    .first();
}
