import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  targetUpdatePermission,
  type ClusterDecisionRequest,
  type ClusterDecisionResult,
  type ClusterLeftOut,
  type ClusterRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findDeviations, readExemplar } from '../../clusters/findDeviations';
import { whyLeftOut } from '../../clusters/whyLeftOut';
import {
  findExemplar,
  lockClusterTargets,
  type ClusterTargetRow,
} from '../../database/operations/clusters/listClusterTargets';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import { listVisibleTargets } from '../../database/operations/targets/listVisibleTargets';
import {
  loadTargetFacts,
  type TargetFacts,
} from '../../database/operations/targets/loadTargetFacts';
import { inTransaction } from '../../database/inTransaction';
import type { VisibleTo } from '../../permissions/whereOwned';
import {
  applyDecision,
  type ApplyDecisionOptions,
} from '../acts/applyDecision';
import { actorOf } from '../actorOf';
import { getDecisionDays } from '../getDecisionDays';
import type { CallOptions } from '../MigrationService';
import { parseRefParameter } from '../request/parseRefParameter';
import { toTarget } from '../response/toTarget';
import type { ClusterContext } from './ClusterService';
import { noSuchCluster } from './noSuchCluster';

/** Each is compared with the exemplar and written, in one transaction; `unread` says whether to call again. */
const MOST_AT_ONCE = 500;
const MOST_SHOWN = 50;

export interface DecideClusterOptions extends CallOptions {
  visibleTo?: VisibleTo;
  /** Those that the caller may decide for; all when it is absent. */
  decidableBy?: VisibleTo;
}

interface Member {
  facts: TargetFacts;
  patch: string;
}

/**
 * Accepts, by one exemplar that was read, all targets of its shape that deviate in nothing, or takes that back. Says which
 * are left out, and why.
 */
export async function decideCluster(
  context: ClusterContext,
  request: ClusterRequest & ClusterDecisionRequest,
  { credentials, visibleTo, decidableBy }: DecideClusterOptions,
): Promise<ClusterDecisionResult> {
  const { migrationId, shape, decision, dryRun = false } = request;
  const actor = actorOf(context.auth, credentials);
  const scope = {
    migrationId,
    shape,
    visibleTo,
    entityRefs: request.entityRef.map(ref =>
      parseRefParameter('entityRef', ref),
    ),
  };
  const result = await inTransaction(context.knex, async tx => {
    await holdMigration({ tx, migrationId });
    const exemplar = await findExemplar(tx, scope);
    if (!exemplar) {
      throw noSuchCluster(shape);
    }
    if (decision === 'approve') {
      assertRead(request.exemplarId, exemplar);
    }
    const limit = MOST_AT_ONCE + 1;
    const rows = await lockClusterTargets(tx, { ...scope, limit });
    const members = await toMembers(tx, rows.slice(0, MOST_AT_ONCE));
    const theirs = await listVisibleTargets(tx, {
      targetIds: members.map(({ facts }) => facts.row.id),
      visibleTo: decidableBy,
    });
    if (theirs.size === 0) {
      throw new NotAllowedError(
        `This needs the permission '${targetUpdatePermission.name}' for one of the targets at least`,
      );
    }
    const { chosen, leftOut } =
      decision === 'approve'
        ? chooseSame(members, exemplar, theirs)
        : chooseApproved(members, theirs);
    if (!dryRun) {
      const act = toAct(request, exemplar);
      for (const { facts } of chosen) {
        const days = await getDecisionDays(tx, facts, context.decisions);
        await applyDecision({ tx, facts, days, actor, ...act });
      }
    }
    return {
      result: {
        decided: chosen.length,
        dryRun,
        leftOut: countReasons(leftOut),
        targets: leftOut.slice(0, MOST_SHOWN),
        isComplete: rows.length <= MOST_AT_ONCE,
      },
      commits: !dryRun,
    };
  });
  if (!dryRun && result.decided > 0) {
    context.onChange(migrationId);
  }
  return result;
}

/** The same for each target that is chosen. */
function toAct(
  { decision, reason }: ClusterDecisionRequest,
  exemplar: ClusterTargetRow,
): Pick<ApplyDecisionOptions, 'plan' | 'exemplarId'> {
  const why = reason === undefined ? '' : `: ${reason}`;
  if (decision === 'undo') {
    const what = `The approved pattern was taken back${why}`;
    return { plan: { kind: 'end', reason: what } };
  }
  const read = repositoryOf(exemplar);
  return {
    exemplarId: exemplar.attempt_id!,
    plan: {
      kind: 'say',
      decision: { kind: 'accept', reason, ends: false },
      reason: `The team agrees, having read the patch of ${read} for all of its shape${why}`,
    },
  };
}

/** What stands may be another patch than the one that somebody has read. */
function assertRead(
  exemplarId: string | undefined,
  { attempt_id: standing }: ClusterTargetRow,
): void {
  if (exemplarId === undefined) {
    throw new InputError(
      `body.exemplarId: nothing is given, and 'approve' needs to know which patch was read; send the id of the exemplar`,
    );
  }
  if (exemplarId !== standing) {
    throw new ConflictError(
      `body.exemplarId: ${JSON.stringify(
        exemplarId,
      )} is not the patch that is read for the others any more, since it was merged or made anew; read the cluster again, and send the id of its exemplar`,
    );
  }
}

async function toMembers(
  tx: Knex.Transaction,
  rows: readonly ClusterTargetRow[],
): Promise<Member[]> {
  const facts = await loadTargetFacts(tx, rows);
  return rows.map(({ patch }, index) => ({ facts: facts[index], patch }));
}

function chooseSame(
  members: readonly Member[],
  exemplar: ClusterTargetRow,
  theirs: ReadonlySet<string>,
) {
  const read = readExemplar(exemplar.patch);
  return choose(members, ({ facts, patch }) => {
    const target = toTarget(facts);
    return whyLeftOut({
      isTheirs: theirs.has(target.id),
      deviates:
        findDeviations({ exemplar: read, patch, limit: 1 }).lines.length > 0,
      findingCount: target.findings.length,
      conditions: target.conditions,
      decision: facts.decision?.kind,
      allowed: target.allowed,
    });
  });
}

/** What somebody has accepted for itself stays accepted. */
function chooseApproved(
  members: readonly Member[],
  theirs: ReadonlySet<string>,
) {
  return choose(
    members.filter(
      ({ facts: { decision } }) =>
        decision?.kind === 'accept' && decision.exemplar_attempt_id !== null,
    ),
    ({ facts }) => (theirs.has(facts.row.id) ? undefined : 'notTheirs'),
  );
}

function choose(
  members: readonly Member[],
  why: (member: Member) => ClusterLeftOut['reason'] | undefined,
): { chosen: Member[]; leftOut: ClusterLeftOut[] } {
  const chosen: Member[] = [];
  const leftOut: ClusterLeftOut[] = [];
  for (const member of members) {
    const reason = why(member);
    if (reason === undefined) {
      chosen.push(member);
    } else {
      const { row } = member.facts;
      const repository = `${row.host}/${repositoryOf(row)}`;
      leftOut.push({ targetId: row.id, repository, reason });
    }
  }
  return { chosen, leftOut };
}

function countReasons(
  leftOut: readonly ClusterLeftOut[],
): ClusterDecisionResult['leftOut'] {
  const counts = new Map<ClusterLeftOut['reason'], number>();
  for (const { reason } of leftOut) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

function repositoryOf(
  row: Pick<ClusterTargetRow, 'repository_owner' | 'repository_name'>,
): string {
  return `${row.repository_owner}/${row.repository_name}`;
}
