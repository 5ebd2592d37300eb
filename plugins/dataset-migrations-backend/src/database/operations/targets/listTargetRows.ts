import type {
  DecisionKind,
  FailureClass,
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { VisibleTo } from '../../../permissions/whereOwned';
import { whereTargetVisible } from '../../../permissions/whereTargetVisible';
import { whereDecisionStands } from '../decisions/whereDecisionStands';
import type { DbTargetRow } from '../../tables';

export interface MatchTargetsOptions {
  migrationId: string;
  /** Only these; all when it is absent. */
  targetIds?: readonly string[];
  states?: readonly TargetState[];
  /** Only those about which this was said and stands. */
  decisions?: readonly DecisionKind[];
  ownerRef?: string;
  /** Number of a wave. */
  wave?: number;
  condition?: TargetCondition;
  failureClass?: FailureClass;
  /** Part of a repository's or an owner's name, in any case. */
  text?: string;
  visibleTo?: VisibleTo;
}

export interface ListTargetRowsOptions extends MatchTargetsOptions {
  limit: number;
  /** Key of the last target of the page before. */
  after?: string;
}

/** A query of the targets that match; what is selected, and in which order, is to be added. */
export function matchTargets(
  knex: Knex,
  options: MatchTargetsOptions,
): Knex.QueryBuilder {
  const { migrationId, states, ownerRef, wave, text, visibleTo } = options;
  const { condition, failureClass, targetIds } = options;
  return knex<DbTargetRow>('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .where('targets.migration_id', migrationId)
    .modify(query => {
      whereTargetVisible(query, visibleTo);
      if (targetIds) {
        query.whereIn('targets.id', targetIds);
      }
      if (states) {
        query.whereIn('targets.state', states);
      }
      if (options.decisions) {
        query.whereExists(
          knex('decisions')
            .whereRaw('decisions.target_id = targets.id')
            .whereIn('decisions.kind', options.decisions)
            .modify(whereDecisionStands)
            .select('decisions.id'),
        );
      }
      if (ownerRef !== undefined) {
        query.where('targets.owner_ref', ownerRef);
      }
      if (wave !== undefined) {
        query.where('targets.wave', wave);
      }
      if (condition !== undefined) {
        query.where('targets.conditions', 'like', `%"${condition}"%`);
      }
      if (failureClass !== undefined) {
        query.where('targets.failure_class', failureClass);
      }
      if (text !== undefined) {
        const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
        query.whereRaw(
          `(lower(targets.target_key) like ? escape '\\' or lower(targets.owner_ref) like ? escape '\\')`,
          [pattern, pattern],
        );
      }
    });
}

/** A page of targets, by repository, and how many there are on all pages. */
export async function listTargetRows(
  knex: Knex,
  options: ListTargetRowsOptions,
): Promise<{ rows: DbTargetRow[]; total: number }> {
  const { limit, after } = options;
  const matching = matchTargets(knex, options);
  const [{ total }] = await matching.clone().count({ total: '*' });
  const rows: DbTargetRow[] = await matching
    .clone()
    .modify(query => {
      if (after !== undefined) {
        query.where('targets.target_key', '>', after);
      }
    })
    .orderBy('targets.target_key')
    .limit(limit)
    .select('targets.*');
  return { rows, total: Number(total) };
}
