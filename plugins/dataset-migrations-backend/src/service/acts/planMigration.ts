import { ConflictError } from '@backstage/errors';
import type {
  MappingContract,
  Migration,
  MigrationRequest,
  PlanRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { findContract } from '../../database/operations/contracts/findContract';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import type { DbMigrationRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { discoverConsumers } from '../../discovery/discoverConsumers';
import { explainPlan } from '../../planning/explainPlan';
import { planHash } from '../../planning/planHash';
import { planTargets } from '../../planning/planTargets';
import { renderRepositoryUrl } from '../../planning/renderRepositoryUrl';
import { storePlan } from '../../planning/storePlan';
import { storeWaves } from '../../waves/storeWaves';
import { actorOf } from '../actorOf';
import { getMigrationRow } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';

/** A plan that takes longer is given up; the sources are asked over the network. */
const DISCOVERY_TIMEOUT_MS = 120_000;

/** Finds the consumers of the old dataset and makes one target for each repository or owner's share. */
export async function planMigration(
  context: ServiceContext,
  request: MigrationRequest & PlanRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const { knex } = context;
  const { migrationId, dryRun } = request;
  const seen = await getMigrationRow(knex, migrationId);
  const version = seen.contract_version;
  const includeUndeclared =
    request.includeUndeclared ?? Boolean(seen.include_undeclared);
  const stored = await findContract(knex, { migrationId, version });
  const contract: MappingContract = JSON.parse(stored!.contract);

  const { consumers, findings: found } = await discoverConsumers({
    sources: context.consumerSources,
    contract,
    credentials: await context.auth.getOwnServiceCredentials(),
    signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
    logger: context.logger,
  });
  const { outputs } = contract.spec;
  const plan = planTargets({ consumers, outputs, includeUndeclared });
  const findings = [...found, ...plan.findings];
  const hash = planHash({ targets: plan.targets, contractVersion: version });
  const reason = explainPlan(plan, findings);
  const actor = actorOf(context.auth, credentials);

  return changeMigration(context, {
    migrationId,
    when: ['draft', 'planned'],
    verb: 'planned',
    dryRun,
    async change(tx, row) {
      if (row.contract_version !== version) {
        throw new ConflictError(
          `The contract of '${row.title}' was changed while it was planned; plan again`,
        );
      }
      await storePlan({
        tx,
        migrationId,
        plan,
        repositoryUrl: target =>
          renderRepositoryUrl(context.codeHosts, target.repository),
        contractChanged: row.plan_hash === null,
        actor,
      });
      await storeWaves({
        tx,
        migrationId,
        asked: row.rollout === null ? undefined : JSON.parse(row.rollout),
        defaults: context.waveDefaults,
      });
      const plannedAt = databaseNow(tx);
      await tx<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update({
          include_undeclared: includeUndeclared,
          plan_hash: hash,
          planned_at: plannedAt,
          findings: JSON.stringify(findings),
          state_reason: reason,
        });
      if (row.state === 'draft') {
        const from = 'draft';
        const to = 'planned';
        await moveMigration({ tx, migrationId, from, to, reason, actor });
      } else {
        const kind = 'migrationPlanned';
        await recordEvent({ tx, migrationId, actor, kind, reason });
      }
    },
  });
}
