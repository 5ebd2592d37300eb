import { randomUUID } from 'node:crypto';
import type {
  CreateMigrationRequest,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { insertContract } from '../../database/operations/contracts/insertContract';
import { insertMigration } from '../../database/operations/migrations/insertMigration';
import { actorOf } from '../actorOf';
import { checkAgentChain } from '../checkAgent';
import { checkJudgeMode } from '../checkJudgeMode';
import { checkModelBudget } from '../checkModelBudget';
import { getMigrationView } from '../getMigrationView';
import { RepeatableCall } from '../idempotency/RepeatableCall';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { migrationActions } from '../response/allowedActions';
import { assertFollowUp } from './assertFollowUp';
import type { Behalf } from './Behalf';
import { prepareContract, type PreparedContract } from './prepareContract';

/** Verified to the level that every repository can reach, tests or not. */
const DEFAULT_REQUIRED_LEVEL = 'E2';

/** Stores a checked contract as a draft; with `dryRun` only looks whether it could, and with a key of idempotency does so once. */
export async function createMigration(
  context: ServiceContext,
  request: CreateMigrationRequest,
  { credentials, idempotencyKey }: CallOptions,
  behalf?: Behalf,
): Promise<Migration> {
  const createdBy = behalf?.actor ?? actorOf(context.auth, credentials);
  const repeatable = RepeatableCall.create<Migration>({
    knex: context.knex,
    actor: createdBy,
    key: request.dryRun ? undefined : idempotencyKey,
    request,
  });
  // before anything is checked: since the first call what was asked for may have become impossible
  const before = await repeatable.recall();
  if (before) {
    return before;
  }
  assertFollowUp(context.followUp, request.followUp);
  const { agents, fallbackAgent, modelBudgetDollars, judgeMode } = request;
  checkAgentChain(context.agentIds, { agents, fallbackAgent });
  checkModelBudget(context.modelBudgets, modelBudgetDollars);
  checkJudgeMode(context.judging, judgeMode);
  const prepared = await prepareContract(context, {
    text: request.contract,
    credentials,
  });
  const draft = {
    ...describeContract(prepared),
    ownerRef: behalf?.ownerRef ?? prepared.ownerRef ?? createdBy,
    coOwnerRefs: [],
    createdBy,
    requiredLevel: request.requiredLevel ?? DEFAULT_REQUIRED_LEVEL,
    deadline: request.deadline,
    followUp: request.followUp,
    agents,
    fallbackAgent,
    judgeMode,
    fromRefs: prepared.fromRefs,
    toRefs: prepared.toRefs,
  };
  if (request.dryRun) {
    const now = new Date().toISOString();
    return {
      id: '',
      ...draft,
      state: 'draft',
      stateSince: now,
      createdAt: now,
      contractVersion: 1,
      previewing: false,
      targetCounts: [],
      targetCount: 0,
      settledCount: 0,
      consumerCount: 0,
      findings: [],
      allowed: migrationActions({
        state: 'draft',
        targetCount: 0,
        pendingCount: 0,
        mergedCount: 0,
      }),
    };
  }
  const migrationId = randomUUID();
  const { answer, repeated } = await repeatable.act(async tx => {
    await insertMigration({
      tx,
      migrationId,
      modelBudgetDollars,
      ...draft,
      transferredBy: behalf?.actor,
    });
    await insertContract({
      tx,
      migrationId,
      version: 1,
      text: prepared.text,
      contract: prepared.contract,
      createdBy,
    });
    const view = await getMigrationView({ ...context, knex: tx }, migrationId);
    await behalf?.note(tx, view);
    return view;
  });
  if (!repeated) {
    context.onChange(migrationId);
  }
  return answer;
}

/** What a migration takes from its contract for people to read. */
export function describeContract({
  contract,
  fromRefs,
  toRefs,
}: PreparedContract) {
  const { name, title, description } = contract.metadata;
  return {
    name,
    title: title ?? `${fromRefs.join(', ')} → ${toRefs.join(', ')}`,
    description,
    guide: contract.spec.guide,
  };
}
