import type { Knex } from 'knex';
import type { DbIdempotencyKeyRow } from '../../tables';
import { nowPlus } from '../../time';
import { KEPT_SECONDS } from './keepAnswer';

/** What was answered to a call with this key before, unless that is too long ago. */
export async function findAnswer(
  knex: Knex,
  { actor, key }: Pick<DbIdempotencyKeyRow, 'actor' | 'key'>,
): Promise<DbIdempotencyKeyRow | undefined> {
  return knex<DbIdempotencyKeyRow>('idempotency_keys')
    .where({ actor, key })
    .where('answered_at', '>', nowPlus(knex, -KEPT_SECONDS))
    .first();
}
