import type { Knex } from 'knex';
import type { DbReplicaRow } from '../../tables';
import { nowPlus } from '../../time';

/** A replica that has given no sign of life for so long is taken for dead. */
export const REPLICA_LEASE_SECONDS = 30;

/** More replicas than anybody runs. */
const MOST_REPLICAS = 200;

/** Replicas that live, by name. */
export async function listReplicas(knex: Knex): Promise<DbReplicaRow[]> {
  return knex<DbReplicaRow>('replicas')
    .where('seen_at', '>', nowPlus(knex, -REPLICA_LEASE_SECONDS))
    .orderBy('worker')
    .limit(MOST_REPLICAS);
}
