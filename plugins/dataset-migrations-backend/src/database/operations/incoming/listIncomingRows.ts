import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { VisibleTo } from '../../../permissions/whereOwned';
import { whereTargetVisible } from '../../../permissions/whereTargetVisible';
import type { DbTargetRow } from '../../tables';

/** What a team has to do comes first, then what is on its way, then what is over. */
const URGENCY: ReadonlyArray<readonly TargetState[]> = [
  ['needsHuman'],
  ['prOpen'],
  ['takenOver', 'snoozed'],
  ['proposed', 'publishing', 'running', 'queued', 'pending'],
];

/** After every date, for migrations without a deadline. */
const NO_DEADLINE = '9999-12-31';

/** Where a row stands in the list. */
export interface IncomingPosition {
  urgency: number;
  deadline: string;
  id: string;
}

export interface ListIncomingRowsOptions {
  /** Components, or the groups and users that own targets or are said to. */
  entityRefs: readonly string[];
  visibleTo?: VisibleTo;
  limit: number;
  after?: IncomingPosition;
}

export interface IncomingRow extends DbTargetRow, IncomingPosition {}

/** A page of the targets that concern entities, most urgent first, and how many there are. Drafts and plans are not among them. */
export async function listIncomingRows(
  knex: Knex,
  options: ListIncomingRowsOptions,
): Promise<{ rows: IncomingRow[]; total: number }> {
  const { entityRefs, visibleTo, limit, after } = options;
  // ranks are written out, since PostgreSQL takes a bound value in a CASE for text
  const urgency = knex.raw(
    `case ${URGENCY.map(
      (states, rank) =>
        `when targets.state in (${states.map(() => '?')}) then ${rank}`,
    ).join(' ')} else ${URGENCY.length} end as urgency`,
    URGENCY.flat(),
  );
  const ranked = knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .whereNotIn('migrations.state', ['draft', 'planned'])
    .where(query =>
      query
        .whereIn('targets.owner_ref', entityRefs)
        .orWhereIn(
          'targets.id',
          knex('target_entities')
            .whereIn('entity_ref', entityRefs)
            .select('target_id'),
        )
        // who is said to own it has to say whether that is so
        .orWhereIn(
          'targets.id',
          knex('decisions')
            .where({ state: 'standing', kind: 'notOurs' })
            .whereIn('proposed_owner_ref', entityRefs)
            .select('target_id'),
        ),
    )
    .modify(whereTargetVisible, visibleTo)
    .select(
      'targets.*',
      urgency,
      knex.raw(`coalesce(migrations.deadline, ?) as deadline`, [NO_DEADLINE]),
    )
    .as('ranked');
  const [{ total }] = await knex.from(ranked.clone()).count({ total: '*' });
  const rows: IncomingRow[] = await knex
    .from(ranked.clone())
    .modify(query => {
      if (after) {
        query.whereRaw('(urgency, deadline, id) > (?, ?, ?)', [
          after.urgency,
          after.deadline,
          after.id,
        ]);
      }
    })
    .orderBy(['urgency', 'deadline', 'id'])
    .limit(limit)
    .select('*');
  return { rows, total: Number(total) };
}
