import type { Knex } from 'knex';
import type {
  DbAttemptRow,
  DbBranchPushRow,
  DbContractRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { toIso } from '../database/time';
import type { ProposedPatch, Publication } from './Publication';

/** Adds to a claimed target what publishing it takes. */
export async function loadPublication(
  knex: Knex,
  target: DbTargetRow,
): Promise<Publication> {
  const attempt =
    target.attempt_id === null
      ? undefined
      : await knex<DbAttemptRow>('attempts')
          .where({ id: target.attempt_id, target_id: target.id })
          .first();
  const migration = await knex<DbMigrationRow>('migrations')
    .where({ id: target.migration_id })
    .first();
  const contractVersion =
    attempt?.contract_version ?? migration!.contract_version;
  const contract = await knex<DbContractRow>('contracts')
    .where({ migration_id: target.migration_id, version: contractVersion })
    .first('contract');
  const pullRequest = await knex<DbPullRequestRow>('pull_requests')
    .where({ target_id: target.id, generation: target.generation })
    .first('pushed_sha');
  const pushes = await knex<DbBranchPushRow>('branch_pushes')
    .where({ target_id: target.id, generation: target.generation })
    .pluck('sha');
  return {
    targetId: target.id,
    migrationId: target.migration_id,
    migrationName: migration!.name,
    migrationOwnerRef: migration!.owner_ref,
    generation: target.generation,
    fence: target.fence,
    failureCount: target.failure_count,
    conditions: JSON.parse(target.conditions),
    repository: {
      host: target.host,
      owner: target.repository_owner,
      name: target.repository_name,
    },
    ownerRef: target.owner_ref ?? undefined,
    contract: JSON.parse(contract!.contract),
    contractVersion,
    requiredLevel: migration!.required_level,
    deadline: migration!.deadline ?? undefined,
    patch: attempt && toPatch(attempt),
    pushedSha: pullRequest?.pushed_sha ?? undefined,
    // a version before wrote only what stands in the row of the pull request
    pushedShas: [...pushes, pullRequest?.pushed_sha ?? []].flat(),
  };
}

function toPatch(attempt: DbAttemptRow): ProposedPatch | undefined {
  if (
    attempt.base_sha === null ||
    attempt.files === null ||
    attempt.ended_at === null
  ) {
    return undefined;
  }
  return {
    baseSha: attempt.base_sha,
    files: JSON.parse(attempt.files),
    filesChanged: attempt.files_changed ?? 0,
    linesAdded: attempt.lines_added ?? 0,
    linesRemoved: attempt.lines_removed ?? 0,
    findings: JSON.parse(attempt.findings),
    evidence:
      attempt.evidence === null ? undefined : JSON.parse(attempt.evidence),
    ruling: attempt.ruling === null ? undefined : JSON.parse(attempt.ruling),
    agent: attempt.agent,
    endedAt: new Date(toIso(attempt.ended_at)),
  };
}
