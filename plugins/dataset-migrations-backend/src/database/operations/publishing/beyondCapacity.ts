import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';
import { whereWindowOpen } from '../windows/whereWindowOpen';
import { whereRevertBegan } from '../reverts/whereRevertBegan';
import { hasBegun } from './hasBegun';
import { whereWaveGoesOn } from './whereWaveGoesOn';

/** How many pull requests may be open at a time; absent where there is no limit. */
export interface ReviewerCapacity {
  perTeam?: number;
  perRepository?: number;
}

/** A publication for which no reviewer is free, and what they have on their hands. */
export interface BeyondCapacityRow
  extends Pick<
    DbTargetRow,
    'id' | 'owner_ref' | 'repository_owner' | 'repository_name' | 'state_reason'
  > {
  team_busy: number | string | null;
  team_limit: number | null;
  team_turn: number | string;
  repository_busy: number | string | null;
  repository_limit: number | null;
  repository_turn: number | string;
}

/** Which limit of the table it is. */
export const OPEN_PULL_REQUESTS = 'openPullRequests';

/**
 * Publications that would open more than reviewers can bear: of a team over all migrations, or in a repository. Those
 * that come first count, so that what is left over fits. A publication that has begun is no new one: its pull request
 * may be open already. Limits in the table go before the configuration, the one of a migration before the one of its team.
 *
 * @param narrow - what waits, as a modification of a query over targets by the name of `target`; by default the
 * publications of targets
 */
export function beyondCapacity(
  tx: Knex.Transaction,
  capacity: ReviewerCapacity,
  narrow: (query: Knex.QueryBuilder) => void = waitingPublications(tx),
): Knex.QueryBuilder<BeyondCapacityRow, BeyondCapacityRow[]> {
  const repository = ['host', 'repository_owner', 'repository_name'];
  const turns = tx('targets as target')
    .leftJoin(busyBy(tx, ['owner_ref']).as('team'), join =>
      join.on('team.owner_ref', 'target.owner_ref'),
    )
    .leftJoin(busyBy(tx, repository).as('repository'), join =>
      repository.forEach(column =>
        join.andOn(`repository.${column}`, `target.${column}`),
      ),
    )
    .modify(narrow)
    .select(
      'target.id',
      'target.owner_ref',
      'target.repository_owner',
      'target.repository_name',
      'target.state_reason',
      { team_busy: 'team.busy', repository_busy: 'repository.busy' },
    )
    .select({
      team_limit: tx.raw('coalesce(?, ?, ?, cast(? as integer))', [
        limitOf(tx, 'migration', 'target.migration_id'),
        limitOf(tx, 'team', 'target.owner_ref'),
        limitOf(tx, 'team'),
        capacity.perTeam ?? null,
      ]),
      repository_limit: tx.raw('coalesce(?, ?, cast(? as integer))', [
        tx('limits')
          .select('value')
          .where({
            kind: OPEN_PULL_REQUESTS,
            scope: 'repository',
            subject: tx.raw(
              `target.host || '/' || target.repository_owner || '/' || target.repository_name`,
            ),
          }),
        limitOf(tx, 'repository'),
        capacity.perRepository ?? null,
      ]),
      team_turn: tx.raw(
        'row_number() over (partition by target.owner_ref order by target.state_since, target.id)',
      ),
      repository_turn: tx.raw(
        'row_number() over (partition by target.host, target.repository_owner, target.repository_name order by target.state_since, target.id)',
      ),
    });
  return tx
    .from<BeyondCapacityRow, BeyondCapacityRow[]>(turns.as('turns'))
    .where(over =>
      over
        .where(team =>
          team
            .whereNotNull('owner_ref')
            .whereRaw('coalesce(team_busy, 0) + team_turn > team_limit'),
        )
        .orWhereRaw(
          'coalesce(repository_busy, 0) + repository_turn > repository_limit',
        ),
    );
}

function waitingPublications(tx: Knex.Transaction) {
  return (query: Knex.QueryBuilder): void => {
    query
      .where('target.state', 'publishing')
      .whereNot(begun => begun.where(hasBegun(tx, 'target')))
      .where('target.not_before', '<=', databaseNow(tx))
      // what may not be published now takes nobody's turn
      .modify(open => whereWindowOpen(open, tx, 'target'))
      .modify(goesOn => whereWaveGoesOn(goesOn, tx, 'target'))
      .whereIn(
        'target.migration_id',
        tx('migrations').select('id').where('state', 'running'),
      );
  };
}

/** What waits for reviewers now, or may do so at any moment. */
function busyBy(tx: Knex.Transaction, columns: string[]): Knex.QueryBuilder {
  const busy = busyTargets(tx, columns).unionAll(
    tx('targets')
      .join('reverts', 'reverts.target_id', 'targets.id')
      .modify(whereRevertBegan)
      .select(columns.map(column => `targets.${column}`)),
  );
  return tx
    .from(busy.as('busy'))
    .select(columns)
    .count({ busy: '*' })
    .groupBy(columns);
}

function busyTargets(
  tx: Knex.Transaction,
  columns: string[],
): Knex.QueryBuilder {
  return tx('targets')
    .select(columns)
    .where(busy =>
      busy
        .where('state', 'prOpen')
        .orWhere(publishing =>
          publishing
            .where('state', 'publishing')
            .where(hasBegun(tx, 'targets')),
        )
        .orWhere(anew =>
          // its pull request stays open while its patch is made anew, or its team has put it off
          anew
            .whereIn('state', [
              'pending',
              'queued',
              'running',
              'proposed',
              'snoozed',
            ])
            .whereNotNull('begun_generation')
            .whereRaw('begun_generation = generation'),
        ),
    );
}

function limitOf(
  tx: Knex.Transaction,
  scope: 'team' | 'repository' | 'migration',
  column?: string,
): Knex.QueryBuilder {
  const limit = tx('limits')
    .select('value')
    .where({ kind: OPEN_PULL_REQUESTS, scope });
  return column === undefined
    ? limit.where('subject', '*')
    : limit.whereRaw('subject = cast(?? as varchar(400))', [column]);
}
