import type {
  FollowUpPolicy,
  Migration,
  MigrationRequest,
  MigrationState,
  UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { insertContract } from '../../database/operations/contracts/insertContract';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { followUpColumns } from '../../database/operations/migrations/followUpColumns';
import { insertMigrationDatasets } from '../../database/operations/migrations/insertMigration';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import type {
  DbMigrationDatasetRow,
  DbMigrationRow,
} from '../../database/tables';
import { toDollars, toMicrodollars } from '../../models/microdollars';
import { actorOf } from '../actorOf';
import { checkAgentChain } from '../checkAgent';
import { checkJudgeMode } from '../checkJudgeMode';
import { checkModelBudget } from '../checkModelBudget';
import { getMigrationRow, getMigrationView } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import { assertUnchanged } from '../preconditions/assertUnchanged';
import {
  revisionOfContract,
  revisionOfMigration,
} from '../preconditions/revisions';
import type { ServiceContext } from '../ServiceContext';
import { assertFollowUp } from './assertFollowUp';
import type { Behalf } from './Behalf';
import { changeMigration } from './changeMigration';
import { describeContract } from './createMigration';
import { prepareContract } from './prepareContract';

const PLANNED: readonly MigrationState[] = ['draft', 'planned'];
const UNDER_WAY: readonly MigrationState[] = [
  'running',
  'paused',
  'completing',
];

/**
 * Changes a draft or a plan, and the follow-up of pull requests, agents, their budget and judges also while it runs: what is
 * begun then goes by them. A changed contract is a new version, and the migration a draft again.
 */
export async function updateMigration(
  context: ServiceContext,
  request: MigrationRequest & UpdateMigrationRequest,
  options: CallOptions,
  behalf?: Behalf,
): Promise<Migration> {
  const { credentials } = options;
  const { migrationId, contract: text, requiredLevel, deadline } = request;
  const { followUp } = request;
  assertFollowUp(context.followUp, followUp);
  const { agents, fallbackAgent, modelBudgetDollars, judgeMode } = request;
  checkAgentChain(context.agentIds, { agents, fallbackAgent });
  checkModelBudget(context.modelBudgets, modelBudgetDollars);
  checkJudgeMode(context.judging, judgeMode);
  const actor = behalf?.actor ?? actorOf(context.auth, credentials);
  await getMigrationRow(context.knex, migrationId);
  const prepared =
    text === undefined
      ? undefined
      : await prepareContract(context, { text, credentials, migrationId });
  return changeMigration(context, {
    migrationId,
    when: changesPlan(request) ? PLANNED : [...PLANNED, ...UNDER_WAY],
    verb: 'changed',
    dryRun: request.dryRun,
    async change(tx, row) {
      if (options.ifMatch !== undefined) {
        const view = await getMigrationView({ ...context, knex: tx }, row.id);
        assertUnchanged(
          options,
          `'${row.title}'`,
          revisionOfMigration(view),
          revisionOfContract({ version: row.contract_version }),
        );
      }
      const changes: Partial<DbMigrationRow> = {
        ...(requiredLevel && { required_level: requiredLevel }),
        ...(deadline !== undefined && { deadline }),
        ...(followUp !== undefined && followUpColumns(followUp)),
        ...(agents !== undefined && {
          agents: agents && JSON.stringify(agents),
        }),
        ...(fallbackAgent !== undefined && { fallback_agent: fallbackAgent }),
        ...(modelBudgetDollars !== undefined && {
          model_budget_microdollars:
            modelBudgetDollars === null
              ? null
              : toMicrodollars(modelBudgetDollars),
        }),
        ...(judgeMode !== undefined && { judge_mode: judgeMode }),
      };
      if (prepared) {
        const version = row.contract_version + 1;
        const { name, title, description, guide } = describeContract(prepared);
        Object.assign(changes, {
          name,
          title,
          description: description ?? null,
          guide: guide ?? null,
          // what was handed over stays with whom it was handed over to
          ...(row.transferred_by === null &&
            !behalf &&
            prepared.ownerRef !== undefined && {
              owner_ref: prepared.ownerRef,
            }),
          contract_version: version,
          plan_hash: null,
          previewing: false,
        });
        await insertContract({
          tx,
          migrationId,
          version,
          text: prepared.text,
          contract: prepared.contract,
          createdBy: actor,
        });
        await tx<DbMigrationDatasetRow>('migration_datasets')
          .where({ migration_id: migrationId })
          .delete();
        await insertMigrationDatasets({ tx, migrationId, ...prepared });
      }
      const note = async () =>
        await behalf?.note(
          tx,
          await getMigrationView({ ...context, knex: tx }, migrationId),
        );
      if (Object.keys(changes).length === 0) {
        await note();
        return;
      }
      await tx<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update(changes);
      await recordEvent({
        tx,
        migrationId,
        actor,
        kind: 'migrationChanged',
        reason: describeChange(changes, followUp),
      });
      if (prepared && row.state === 'planned') {
        const reason = 'The contract changed and needs a new plan';
        await moveMigration({
          tx,
          migrationId,
          from: 'planned',
          to: 'draft',
          reason,
          actor,
        });
      }
      await note();
    },
  });
}

function changesPlan({
  contract,
  requiredLevel,
  deadline,
}: UpdateMigrationRequest): boolean {
  return [contract, requiredLevel, deadline].some(each => each !== undefined);
}

/** What is said in the history, where it is more than that something changed. */
function describeChange(
  changes: Partial<DbMigrationRow>,
  followUp: FollowUpPolicy | null | undefined,
): string | undefined {
  const { contract_version, agents, fallback_agent, judge_mode } = changes;
  const budget = changes.model_budget_microdollars;
  const said = [
    contract_version !== undefined && `Contract version ${contract_version}`,
    agents !== undefined &&
      `agents: ${agents === null ? 'all' : JSON.parse(agents).join(', ')}`,
    fallback_agent !== undefined && `fallback: ${fallback_agent ?? 'none'}`,
    budget !== undefined &&
      `budget for models: ${
        budget === null ? 'default' : `$${toDollars(budget)}`
      }`,
    judge_mode !== undefined && `judges: ${judge_mode ?? 'as configured'}`,
    followUp !== undefined &&
      (followUp === null
        ? 'Pull requests are followed up as configured'
        : `Pull requests are followed up with ${JSON.stringify(followUp)}`),
  ].filter(part => part !== false);
  return said.length > 0 ? said.join('; ') : undefined;
}
