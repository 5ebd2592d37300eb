import type { Knex } from 'knex';
import type { DbReplicaRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

export interface BeatReplicaOptions {
  knex: Knex;
  worker: string;
  /** The epoch of the fleet that it acts by. */
  epoch: number;
  running: number;
}

const FORGOTTEN_AFTER_SECONDS = 3600;

/** Gives a sign of life; false when the row is gone, since somebody took this replica for dead. */
export async function beatReplica(
  options: BeatReplicaOptions,
): Promise<boolean> {
  const { knex, worker, epoch, running } = options;
  const seen = await knex<DbReplicaRow>('replicas')
    .where({ worker })
    .update({ seen_at: databaseNow(knex), epoch, running });
  await knex<DbReplicaRow>('replicas')
    .where('seen_at', '<', nowPlus(knex, -FORGOTTEN_AFTER_SECONDS))
    .delete();
  return seen > 0;
}
