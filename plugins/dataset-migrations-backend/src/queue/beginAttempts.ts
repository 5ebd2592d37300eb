import type { Knex } from 'knex';
import { startAttempts } from '../database/operations/attempts/startAttempts';
import { listContractsInForce } from '../database/operations/contracts/listContractsInForce';
import {
  listWorkingReactions,
  type WorkingReaction,
} from '../database/operations/reactions/listWorkingReactions';
import type { DbTargetRow } from '../database/tables';
import type { ClaimedAnswers, ClaimedTarget } from './ClaimedTarget';

export interface BeginAttemptsOptions {
  tx: Knex.Transaction;
  /** As they are after they were claimed. */
  targets: DbTargetRow[];
  worker: string;
}

/** Begins an attempt on each claimed target, and gives what the attempts have to know. */
export async function beginAttempts(
  options: BeginAttemptsOptions,
): Promise<ClaimedTarget[]> {
  const { tx, targets, worker } = options;
  const contracts = await listContractsInForce(tx, [
    ...new Set(targets.map(target => target.migration_id)),
  ]);
  const attemptIds = await startAttempts({
    tx,
    targets,
    worker,
    contractVersions: new Map(
      contracts.map(each => [each.migration_id, each.contract_version]),
    ),
  });
  const reactions = await listWorkingReactions(
    tx,
    targets.map(({ id }) => id),
  );
  const inForce = new Map(contracts.map(each => [each.migration_id, each]));
  return targets.map((target, index) => {
    const { contract, required_level, agents, fallback_agent, judge_mode } =
      inForce.get(target.migration_id)!;
    return {
      targetId: target.id,
      migrationId: target.migration_id,
      attemptId: attemptIds[index],
      fence: target.fence,
      conditions: JSON.parse(target.conditions),
      repository: {
        host: target.host,
        owner: target.repository_owner,
        name: target.repository_name,
      },
      paths: target.paths === null ? undefined : JSON.parse(target.paths),
      excludedPaths:
        target.excluded_paths === null
          ? undefined
          : JSON.parse(target.excluded_paths),
      contract: JSON.parse(contract),
      requiredLevel: required_level,
      agent: target.agent ?? undefined,
      agents: agents === null ? undefined : JSON.parse(agents),
      fallback: fallback_agent ?? undefined,
      answers: toAnswers(reactions.get(target.id)),
      judgeMode: judge_mode ?? undefined,
      interactive: Boolean(target.interactive),
    };
  });
}

function toAnswers(
  working: WorkingReaction | undefined,
): ClaimedAnswers | undefined {
  if (!working) {
    return undefined;
  }
  const { reaction, standing } = working;
  return {
    reaction,
    feedback: JSON.parse(reaction.feedback),
    ...(standing?.files &&
      standing.base_sha && {
        standing: {
          baseSha: standing.base_sha,
          files: JSON.parse(standing.files),
          patchHash: standing.patch_hash ?? undefined,
        },
      }),
  };
}
