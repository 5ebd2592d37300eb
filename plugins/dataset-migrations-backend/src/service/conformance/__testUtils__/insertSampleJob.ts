import type { Knex } from 'knex';
import type { DbJobRow, DbJobTargetRow } from '../../../database/tables';
import { databaseNow } from '../../../database/time';
import type { JobAuthority } from '../../../jobs/JobAuthority';
import { PEOPLE } from '../../__testUtils__/callers';
import type { SampleIds } from './SampleCall';

const AUTHORITY: JobAuthority = {
  reads: 'all',
  updates: { ownedBy: [PEOPLE.consumerTeamMember[1]] },
  updatesMigrations: { ownedBy: [] },
  claims: [...PEOPLE.consumerTeamMember],
};

/** An act on one target that was left as it is. */
export async function insertSampleJob(
  knex: Knex,
  { jobId, migrationId, targetId }: SampleIds,
): Promise<void> {
  await knex<DbJobRow>('jobs').insert({
    id: jobId,
    migration_id: migrationId,
    act: 'retry',
    details: JSON.stringify({ reason: 'Mended' }),
    authority: JSON.stringify(AUTHORITY),
    state: 'running',
    target_count: 2,
    created_by: PEOPLE.consumerTeamMember[0],
    created_at: databaseNow(knex),
  });
  await knex<DbJobTargetRow>('job_targets').insert({
    job_id: jobId,
    target_id: targetId,
    position: 1,
    state: 'refused',
    refusal: 'notPossible',
    message: 'The target is merged',
  });
}
