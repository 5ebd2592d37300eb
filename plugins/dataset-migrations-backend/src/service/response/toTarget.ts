import type {
  DecisionKind,
  Target,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { toIso, toOptionalIso } from '../../database/time';
import { targetActions } from './allowedActions';
import { toDecision } from './toDecision';
import { explainState } from './explainState';
import { toPullRequest } from './toPullRequest';
import { toRevert } from './toRevert';

/** What is to be seen beside the state while something was said that does not change it. */
const CONDITIONS: Partial<Record<DecisionKind, TargetCondition[]>> = {
  accept: ['accepted'],
  notOurs: ['ownerDisputed'],
  askException: ['exceptionAsked'],
};

/** A target as it leaves the house. `allowed` is what its state permits; permission takes away from it. */
export function toTarget(facts: TargetFacts): Target {
  const { row, migration, attempt, pullRequest } = facts;
  const decision = facts.decision && toDecision(facts.decision);
  const conditions: TargetCondition[] = [
    ...JSON.parse(row.conditions),
    ...(decision ? CONDITIONS[decision.kind] ?? [] : []),
  ];
  const previewing = Boolean(migration.previewing);
  const opensAt = row.window_reason
    ? toOptionalIso(row.window_from)
    : undefined;
  return {
    id: row.id,
    migrationId: row.migration_id,
    migrationTitle: migration.title,
    repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
    repositoryUrl: row.repository_url,
    paths: row.paths === null ? undefined : JSON.parse(row.paths),
    ownerRef: row.owner_ref ?? undefined,
    entityRefs: facts.entityRefs,
    hops: row.hops,
    declared: Boolean(row.declared),
    wave: row.wave ?? undefined,
    late: row.late ? true : undefined,
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    stateSince: toIso(row.state_since),
    nextStep: explainState({
      state: row.state,
      conditions,
      ownerRef: row.owner_ref ?? undefined,
      migrationState: migration.state,
      previewing,
      requiredLevel: migration.required_level,
      revert: facts.revert?.row.state,
      wave: facts.wave,
      upstreamWait: facts.upstreamWait,
      window: { opensAt, reason: row.window_reason ?? undefined },
      decision,
    }),
    waitsUntil: opensAt,
    conditions,
    decision,
    evidence: attempt?.evidence ? JSON.parse(attempt.evidence) : undefined,
    requiredLevel: migration.required_level,
    filesChanged: attempt?.files_changed ?? undefined,
    linesAdded: attempt?.lines_added ?? undefined,
    linesRemoved: attempt?.lines_removed ?? undefined,
    findings: attempt ? JSON.parse(attempt.findings) : [],
    pullRequest: pullRequest && toPullRequest(pullRequest),
    revert: facts.revert && toRevert(facts.revert),
    attemptCount: row.attempt_count,
    failureClass: row.failure_class ?? undefined,
    agent: row.agent ?? undefined,
    allowed: targetActions({
      state: row.state,
      migrationState: migration.state,
      previewing,
      decision: decision?.kind,
    }),
  };
}
