import type { TargetCondition } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { insertAct } from '../../database/operations/acts/insertAct';
import { endAttempt } from '../../database/operations/attempts/endAttempt';
import { noteEffect } from '../../database/operations/effects/noteEffect';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import {
  loadTargetFacts,
  type TargetFacts,
} from '../../database/operations/targets/loadTargetFacts';
import { lockTarget } from '../../database/operations/targets/lockTarget';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { DbTargetRow } from '../../database/tables';
import { requeueTarget } from '../../service/acts/requeueTarget';
import { describeAsked } from '../../service/audit/describeAsked';
import type { EffectFacts } from '../effects/EFFECTS';
import { hasHumanCommits } from '../hasHumanCommits';
import type { CommandDetails } from './CommandDetails';
import { planCommand, type CommandPlan } from './planCommand';

type Done = NonNullable<CommandDetails['done']>;

/**
 * Does what a command asks for, and notes in the same transaction that it was done. Undefined, and nothing done, when it
 * cannot be done yet; throws when somebody else has taken the command over meanwhile.
 */
export async function doCommandOnce(
  facts: EffectFacts,
  details: CommandDetails,
): Promise<Done | undefined> {
  const { knex, effect, auditor } = facts;
  const event = await auditor.createEvent({
    eventId: 'command',
    severityLevel: 'medium',
    meta: {
      command: details.command,
      author: details.author,
      codeHost: facts.codeHost.id,
      pullRequest: facts.pullRequest.url,
      targetId: facts.target.id,
    },
  });
  try {
    const done = await knex.transaction(async tx => {
      const plan = await act(tx, facts, details);
      if (plan.kind === 'later') {
        return undefined;
      }
      if (
        !(await noteEffect({ tx, effect, details: { ...details, done: plan } }))
      ) {
        throw new Error(
          `The command of ${details.author} was taken over by another replica`,
        );
      }
      await recordAct(tx, facts, { details, plan });
      return plan;
    });
    await event.success({ meta: { done: done?.kind ?? 'later' } });
    return done;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}

/** As the same would be over REST; help that was asked for is no act. */
async function recordAct(
  tx: Knex.Transaction,
  { codeHost, pullRequest, target }: EffectFacts,
  { details, plan }: { details: CommandDetails; plan: CommandPlan },
): Promise<void> {
  if (plan.kind === 'tell') {
    return;
  }
  await insertAct(tx, {
    actor: `${codeHost.id}:${details.author}`,
    act: 'command',
    through: 'pullRequest',
    target_id: target.id,
    asked: JSON.stringify(
      describeAsked({
        command: details.command,
        pullRequest: pullRequest.url,
      }),
    ),
    ...(plan.kind === 'refuse'
      ? { outcome: 'refused', problem: plan.because }
      : { outcome: 'done' }),
  });
}

async function act(
  tx: Knex.Transaction,
  effectFacts: EffectFacts,
  details: CommandDetails,
): Promise<CommandPlan> {
  const { pullRequest: seen, codeHost } = effectFacts;
  await holdMigration({ tx, migrationId: effectFacts.target.migration_id });
  const row = await lockTarget(tx, seen.target_id);
  if (!row) {
    return { kind: 'refuse', because: 'its target is gone' };
  }
  const [facts] = await loadTargetFacts(tx, [row]);
  const { pullRequest, migration } = facts;
  const plan = planCommand({
    command: details.command,
    state: row.state,
    migrationState: migration.state,
    isCurrent:
      pullRequest?.id === seen.id &&
      pullRequest.generation === row.generation &&
      pullRequest.state === 'open',
    humanCommits:
      pullRequest !== undefined &&
      hasHumanCommits(pullRequest, pullRequest.head_sha),
    stopped: conditionsOf(row).includes('agentsStopped'),
  });
  const actor = codeHost.id;
  const reason = `${details.author} wrote /skein ${details.command} below #${seen.number}`;
  switch (plan.kind) {
    case 'requeue':
      await requeueTarget({ tx, facts, interactive: true, reason, actor });
      break;
    case 'stop':
      await stop(tx, facts, { actor, reason });
      break;
    case 'recall':
      await recall(tx, facts, { actor, reason });
      break;
    default:
  }
  return plan;
}

async function stop(
  tx: Knex.Transaction,
  { row }: TargetFacts,
  { actor, reason }: { actor: string; reason: string },
): Promise<void> {
  await tx<DbTargetRow>('targets')
    .where({ id: row.id, state: row.state })
    .update({ conditions: withStop(row) });
  await recordEvent({
    tx,
    migrationId: row.migration_id,
    targetId: row.id,
    actor,
    kind: 'conditionsChanged',
    reason,
  });
}

/** The target follows its pull request again, and the worker that has it finds out with its next renewal. */
async function recall(
  tx: Knex.Transaction,
  { row }: TargetFacts,
  { actor, reason }: { actor: string; reason: string },
): Promise<void> {
  await moveTarget({
    tx,
    targetId: row.id,
    from: row.state,
    to: 'prOpen',
    actor,
    reason,
    changes: { conditions: withStop(row) },
  });
  if (row.state === 'running') {
    await endAttempt({
      tx,
      targetId: row.id,
      fence: row.fence,
      state: 'lost',
      result: { error: `Nobody needs it any more. ${reason}` },
    });
  }
}

function conditionsOf(row: DbTargetRow): TargetCondition[] {
  return JSON.parse(row.conditions);
}

function withStop(row: DbTargetRow): string {
  return JSON.stringify([
    ...conditionsOf(row).filter(condition => condition !== 'retrying'),
    'agentsStopped',
  ] satisfies TargetCondition[]);
}
