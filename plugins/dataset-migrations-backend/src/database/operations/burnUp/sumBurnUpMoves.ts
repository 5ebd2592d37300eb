import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { BurnUpMoves } from '../../../burnUp/BurnUpMoves';
import type { DbEventRow } from '../../tables';
import { stepAfter } from '../../time';

/** States of targets that nobody waits for to be merged. */
export const OUT_OF_SCOPE_STATES = [
  'noChanges',
  'exempted',
  'notAConsumer',
  'cancelled',
] as const satisfies readonly TargetState[];

const OUT = OUT_OF_SCOPE_STATES.map(state => `'${state}'`).join(', ');
const IS_OUT_BEFORE = `coalesce(events.from_state, '') in (${OUT})`;
const IS_OUT_AFTER = `events.to_state in (${OUT})`;

export interface SumBurnUpMovesOptions {
  migrationId: string;
  originSeconds: number;
  stepSeconds: number;
}

/**
 * What the events of a migration's targets come to in each step of time, in one statement. A target counts as opened once,
 * however often its pull request is made anew; one that was merged without us counts as opened, too.
 */
export async function sumBurnUpMoves(
  knex: Knex,
  options: SumBurnUpMovesOptions,
): Promise<BurnUpMoves[]> {
  const { migrationId, originSeconds, stepSeconds } = options;
  // a target that a second plan has left out keeps its events
  const ofTargets = () =>
    knex<DbEventRow>('events')
      .join('targets', 'targets.id', 'events.target_id')
      .where('events.migration_id', migrationId)
      .whereIn('events.kind', ['targetMoved', 'targetJoined']);
  const moved = ofTargets().select(
    'events.at',
    knex.raw(
      `case when ${IS_OUT_AFTER} and not ${IS_OUT_BEFORE} then -1
        when ${IS_OUT_BEFORE} and not (${IS_OUT_AFTER}) then 1
        when events.kind = 'targetJoined' then 1 else 0 end as in_scope`,
    ),
    knex.raw(
      `case when events.to_state = 'merged' then 1 when events.from_state = 'merged' then -1 else 0 end as merged`,
    ),
    knex.raw('0 as opened'),
  );
  const opened = ofTargets()
    .whereIn('events.to_state', ['prOpen', 'merged'])
    .groupBy('events.target_id')
    .select(
      knex.raw('min(events.at) as at'),
      knex.raw('0 as in_scope'),
      knex.raw('0 as merged'),
      knex.raw('1 as opened'),
    );
  const step = stepAfter(knex, { column: 'at', originSeconds, stepSeconds });
  const rows: Array<
    Record<'step' | 'in_scope' | 'opened' | 'merged', number | string>
  > = await knex
    .with('moves', knex.unionAll([moved, opened]))
    .from('moves')
    .select({ step })
    .sum({ in_scope: 'in_scope', opened: 'opened', merged: 'merged' })
    .groupBy('step')
    .orderBy('step');
  return rows.map(row => ({
    step: Number(row.step),
    inScope: Number(row.in_scope),
    opened: Number(row.opened),
    merged: Number(row.merged),
  }));
}
