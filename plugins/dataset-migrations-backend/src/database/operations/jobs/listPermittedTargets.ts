import type { TargetAction } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { JobAuthority, JobScope } from '../../../jobs/JobAuthority';
import { MIGRATION_ROLES, TARGET_ROLES } from '../../../permissions/rolesOf';
import type { TargetRole } from '../../../permissions/resources';
import { whereOwned } from '../../../permissions/whereOwned';
import { whereDecisionStands } from '../decisions/whereDecisionStands';

export interface ListPermittedTargetsOptions {
  /** Or a query of them. */
  targetIds: readonly string[] | Knex.QueryBuilder;
  act: TargetAction;
  authority: JobAuthority;
}

/** Ids of those of some targets to which an act may be done, by the rules of a single one. */
export async function listPermittedTargets(
  knex: Knex,
  { targetIds, act, authority }: ListPermittedTargetsOptions,
): Promise<Set<string>> {
  const { reads, updates, updatesMigrations, claims } = authority;
  const rows: Array<{ id: string }> = await knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .whereIn('targets.id', targetIds as readonly string[])
    .modify(whereIn, reads, TARGET_ROLES)
    .modify(query => {
      if (act === 'takeOwnership') {
        query.where(either =>
          either
            .whereExists(proposedTo(knex, claims))
            .orWhere(owned =>
              whereIn(owned, updatesMigrations, MIGRATION_ROLES),
            ),
        );
        return;
      }
      whereIn(query, updates, TARGET_ROLES);
      if (act === 'exempt' || act === 'refuse') {
        whereIn(query, updatesMigrations, MIGRATION_ROLES);
      }
    })
    .select('targets.id');
  return new Set(rows.map(({ id }) => id));
}

function whereIn(
  query: Knex.QueryBuilder,
  scope: JobScope,
  roles: readonly TargetRole[],
): void {
  if (scope === 'all') {
    // a group that nothing is added to would fall out of an "or"
    query.whereRaw('1 = 1');
  } else {
    whereOwned(query, { criteria: scope, roles });
  }
}

function proposedTo(knex: Knex, refs: readonly string[]): Knex.QueryBuilder {
  return knex('decisions')
    .whereRaw('decisions.target_id = targets.id')
    .whereIn('decisions.proposed_owner_ref', refs)
    .modify(whereDecisionStands)
    .select('decisions.id');
}
