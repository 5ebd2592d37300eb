import type { Knex } from 'knex';
import { startAttempts } from '../database/operations/attempts/startAttempts';
import { listContractsInForce } from '../database/operations/contracts/listContractsInForce';
import type { DbTargetRow } from '../database/tables';
import type { ClaimedTarget } from './ClaimedTarget';

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
      judgeMode: judge_mode ?? undefined,
      interactive: Boolean(target.interactive),
    };
  });
}
