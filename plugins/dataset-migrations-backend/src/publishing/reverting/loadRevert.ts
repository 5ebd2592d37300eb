import type { Knex } from 'knex';
import { findMergedAttempt } from '../../database/operations/reverts/findMergedAttempt';
import { revertGeneration } from '../../database/operations/reverts/revertGeneration';
import type {
  DbAttemptRow,
  DbBranchPushRow,
  DbContractRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbRevertRow,
  DbTargetRow,
} from '../../database/tables';
import { toIso } from '../../database/time';
import type { Revert } from './Revert';

/** Adds to a claimed revert what it takes to bring it about. */
export async function loadRevert(
  knex: Knex,
  row: DbRevertRow,
): Promise<Revert> {
  const target = (await knex<DbTargetRow>('targets')
    .where({ id: row.target_id })
    .first())!;
  const migration = (await knex<DbMigrationRow>('migrations')
    .where({ id: target.migration_id })
    .first())!;
  const attempt = await findMergedAttempt(knex, {
    target,
    generation: row.generation,
  });
  const contract = await knex<DbContractRow>('contracts')
    .where({
      migration_id: migration.id,
      version: attempt?.contract_version ?? migration.contract_version,
    })
    .first('contract');
  const merged = await knex<DbPullRequestRow>('pull_requests')
    .where({ target_id: target.id, generation: row.generation })
    .first('number');
  const pushedShas: string[] = await knex<DbBranchPushRow>('branch_pushes')
    .where({
      target_id: target.id,
      generation: revertGeneration(row.number),
    })
    .orderBy('pushed_at', 'desc')
    .pluck('sha');
  return {
    targetId: target.id,
    migrationId: migration.id,
    migrationName: migration.name,
    migrationOwnerRef: migration.owner_ref,
    number: row.number,
    generation: row.generation,
    fence: row.fence,
    failureCount: row.failure_count,
    repository: {
      host: target.host,
      owner: target.repository_owner,
      name: target.repository_name,
    },
    ownerRef: target.owner_ref ?? undefined,
    contract: JSON.parse(contract!.contract),
    patch: attempt && toPatch(attempt),
    pullRequestNumber: merged?.number,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: new Date(toIso(row.requested_at)),
    pushedSha: pushedShas[0],
    pushedShas,
  };
}

function toPatch({
  base_sha: baseSha,
  files,
  ended_at: endedAt,
}: DbAttemptRow): Revert['patch'] {
  return baseSha === null || files === null || endedAt === null
    ? undefined
    : {
        baseSha,
        files: JSON.parse(files),
        endedAt: new Date(toIso(endedAt)),
      };
}
