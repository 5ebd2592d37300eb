import type {
  DecisionDays,
  DecisionRequest,
  TargetAction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { listPermittedTargets } from '../database/operations/jobs/listPermittedTargets';
import type { Refusal } from '../database/operations/jobs/settleJobTargets';
import {
  loadTargetFacts,
  type TargetFacts,
} from '../database/operations/targets/loadTargetFacts';
import type { DbTargetRow } from '../database/tables';
import type { DecisionPolicy } from '../decisions/DecisionPolicy';
import { planTargetDecision } from '../service/acts/planTargetDecision';
import { planTargetRetry } from '../service/acts/planTargetRetry';
import type { TargetChange } from '../service/acts/TargetChange';
import { getDecisionDays } from '../service/getDecisionDays';
import type { JobAuthority } from './JobAuthority';
import type { JobDetails } from './JobDetails';
import { toRefusal } from './toRefusal';

export interface JudgeTargetsOptions {
  knex: Knex;
  rows: readonly DbTargetRow[];
  act: TargetAction;
  details: JobDetails;
  authority: JobAuthority;
  actor: string;
  decisions: DecisionPolicy;
}

/** What an act comes to for one target: what would be changed, or why it is left as it is. */
export type JudgedTarget = { targetId: string } & (
  | { change: TargetChange }
  | { refusal: Refusal }
);

/** What an act comes to for each of some targets, as they stand now, by the rules of a single one. Writes nothing. */
export async function judgeTargets(
  options: JudgeTargetsOptions,
): Promise<JudgedTarget[]> {
  const { knex, rows, act, authority, actor } = options;
  const permitted = await listPermittedTargets(knex, {
    targetIds: rows.map(({ id }) => id),
    act,
    authority,
  });
  const daysOf = rememberDays(options);
  const judged: JudgedTarget[] = [];
  for (const facts of await loadTargetFacts(knex, rows)) {
    const targetId = facts.row.id;
    if (!permitted.has(targetId)) {
      const message = `${actor} may not do this to it`;
      judged.push({ targetId, refusal: { reason: 'notAllowed', message } });
      continue;
    }
    try {
      judged.push({ targetId, change: await plan(options, facts, daysOf) });
    } catch (error) {
      const refusal = toRefusal(error);
      if (!refusal) {
        throw error;
      }
      judged.push({ targetId, refusal });
    }
  }
  return judged;
}

async function plan(
  { act, details, actor }: JudgeTargetsOptions,
  facts: TargetFacts,
  daysOf: (facts: TargetFacts) => Promise<DecisionDays>,
): Promise<TargetChange> {
  const { agent, ...said } = details;
  if (act === 'retry') {
    const { reason } = said;
    return planTargetRetry({ facts, agent, reason, interactive: false, actor });
  }
  const request: DecisionRequest = { ...said, decision: act };
  return planTargetDecision({
    request,
    facts,
    days: await daysOf(facts),
    actor,
  });
}

/** Days follow from the team and the migration, and of these there are far fewer than targets. */
function rememberDays({ knex, decisions }: JudgeTargetsOptions) {
  const known = new Map<string, DecisionDays>();
  return async (facts: TargetFacts): Promise<DecisionDays> => {
    const { migration_id, owner_ref } = facts.row;
    const key = `${migration_id} ${owner_ref}`;
    const days =
      known.get(key) ?? (await getDecisionDays(knex, facts, decisions));
    known.set(key, days);
    return days;
  };
}
