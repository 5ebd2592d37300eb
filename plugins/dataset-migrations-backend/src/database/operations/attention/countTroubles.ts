import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import {
  TROUBLING_CONDITIONS,
  type AttentionFacts,
  type Trouble,
} from '../../../attention/AttentionFacts';
import type { DbTime } from '../../time';
import { toOptionalIso } from '../../time';

export type TargetTroubles = Pick<
  AttentionFacts,
  'unsettled' | 'needsHuman' | 'failed' | 'conditions'
>;

const SETTLED = SETTLED_TARGET_STATES.map(state => `'${state}'`).join(', ');

/** What is counted, each by a condition in SQL on `targets`. */
const CONDITIONS: Record<string, string> = {
  unsettled: `state not in (${SETTLED})`,
  needsHuman: `state = 'needsHuman'`,
  permanent: `state = 'failed' and failure_class = 'permanent'`,
  agent: `state = 'failed' and failure_class = 'agent'`,
  infrastructure: `state = 'failed' and failure_class = 'infrastructure'`,
  rate: `state = 'failed' and failure_class = 'rate'`,
  unclassed: `state = 'failed' and failure_class is null`,
  ...Object.fromEntries(
    TROUBLING_CONDITIONS.map(condition => [
      condition,
      `state = 'prOpen' and conditions like '%"${condition}"%'`,
    ]),
  ),
};

const NOTHING: Trouble = { count: 0 };

/** How many targets of each migration have which trouble, and since when, in one statement however many migrations there are. */
export async function countTroubles(
  knex: Knex,
  migrationIds: readonly string[],
): Promise<Map<string, TargetTroubles>> {
  const rows: Array<Record<string, string | number | DbTime | null>> =
    await knex('targets')
      .whereIn('migration_id', migrationIds)
      .groupBy('migration_id')
      .select(
        'migration_id',
        ...Object.entries(CONDITIONS).flatMap(([name, condition]) => [
          knex.raw(`sum(case when ${condition} then 1 else 0 end) as ??`, [
            `${name}_count`,
          ]),
          knex.raw(`min(case when ${condition} then state_since end) as ??`, [
            `${name}_since`,
          ]),
        ]),
      );
  return new Map(
    rows.map(row => {
      const trouble = (name: string): Trouble => {
        const count = Number(row[`${name}_count`]);
        const since = row[`${name}_since`];
        return count === 0 || since === null || typeof since === 'number'
          ? NOTHING
          : { count, oldestAt: toOptionalIso(since) };
      };
      return [
        String(row.migration_id),
        {
          unsettled: Number(row.unsettled_count),
          needsHuman: trouble('needsHuman'),
          failed: {
            permanent: trouble('permanent'),
            agent: trouble('agent'),
            infrastructure: trouble('infrastructure'),
            rate: trouble('rate'),
            unclassed: trouble('unclassed'),
          },
          conditions: {
            checksFailing: trouble('checksFailing'),
            noReviewer: trouble('noReviewer'),
            decisionNeeded: trouble('decisionNeeded'),
            changesRequested: trouble('changesRequested'),
            conflict: trouble('conflict'),
          },
        },
      ];
    }),
  );
}
