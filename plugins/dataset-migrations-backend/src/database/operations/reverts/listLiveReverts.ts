import type { RevertState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbRevertRow } from '../../tables';

/** States of a revert that may still undo something; a target has one such revert at most. */
export const LIVE_REVERT_STATES: readonly RevertState[] = ['waiting', 'open'];

/** Targets that are being reverted, as a part of another query. */
export function listLiveReverts(knex: Knex) {
  return knex<DbRevertRow>('reverts')
    .select('target_id')
    .whereIn('state', LIVE_REVERT_STATES);
}
