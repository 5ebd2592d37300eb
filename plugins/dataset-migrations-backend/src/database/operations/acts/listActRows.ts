import type {
  ActKind,
  ActOutcome,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DateTime } from 'luxon';
import type { DbActRow } from '../../tables';
import { toDatabaseTime } from '../../time';

/** An act with the names of what it was about, where that still exists. */
export interface ActRow extends DbActRow {
  title: string | null;
  host: string | null;
  repository_owner: string | null;
  repository_name: string | null;
}

export interface ListActRowsOptions {
  /** Part of who acted, in any case. */
  actor?: string;
  acts?: readonly ActKind[];
  outcomes?: readonly ActOutcome[];
  migrationId?: string;
  since?: DateTime;
  until?: DateTime;
  limit: number;
  /** Id of the last act of the page before. */
  before?: number;
}

/** A page of acts, newest first, and how many there are on all pages. */
export async function listActRows(
  knex: Knex,
  options: ListActRowsOptions,
): Promise<{ rows: ActRow[]; total: number }> {
  const { actor, acts, outcomes, migrationId, since, until } = options;
  const { limit, before } = options;
  const matching = knex<DbActRow>('acts').modify(query => {
    if (actor !== undefined) {
      const pattern = `%${actor.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      query.whereRaw(`lower(acts.actor) like ? escape '\\'`, [pattern]);
    }
    if (acts) {
      query.whereIn('acts.act', acts);
    }
    if (outcomes) {
      query.whereIn('acts.outcome', outcomes);
    }
    if (migrationId !== undefined) {
      query.where('acts.migration_id', migrationId);
    }
    if (since) {
      query.where('acts.at', '>=', toDatabaseTime(knex, since));
    }
    if (until) {
      query.where('acts.at', '<', toDatabaseTime(knex, until));
    }
  });
  const [{ total }] = await matching.clone().count({ total: '*' });
  const rows: ActRow[] = await matching
    .clone()
    .leftJoin('migrations', 'migrations.id', 'acts.migration_id')
    .leftJoin('targets', 'targets.id', 'acts.target_id')
    .modify(query => {
      if (before !== undefined) {
        query.where('acts.id', '<', before);
      }
    })
    .orderBy('acts.id', 'desc')
    .limit(limit)
    .select(
      'acts.*',
      'migrations.title',
      'targets.host',
      'targets.repository_owner',
      'targets.repository_name',
    );
  return { rows, total: Number(total) };
}
