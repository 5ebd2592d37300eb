import type {
  ClusterLeftOutReason,
  DecisionKind,
  TargetAction,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What counts of a target when the pattern of its cluster is approved. */
export interface ClusterMember {
  /** Whether whoever approves may decide for it. */
  isTheirs: boolean;
  /** Whether its patch has a line that somebody who has read the exemplar has not read. */
  deviates: boolean;
  /** How many places in it a person has to decide. */
  findingCount: number;
  conditions: readonly TargetCondition[];
  /** What stands about it. */
  decision?: DecisionKind;
  /** What the states of the target and its migration permit. */
  allowed: readonly TargetAction[];
}

/** Why a target is not accepted with the others of its shape; undefined for one that is. The first reason that holds is said. */
export function whyLeftOut(
  member: ClusterMember,
): ClusterLeftOutReason | undefined {
  const { decision, conditions } = member;
  if (!member.isTheirs) {
    return 'notTheirs';
  }
  if (decision !== undefined) {
    return decision === 'accept' ? 'accepted' : 'decided';
  }
  if (member.deviates) {
    return 'deviates';
  }
  if (member.findingCount > 0 || conditions.includes('decisionNeeded')) {
    return 'placesToDecide';
  }
  if (conditions.includes('humanCommits')) {
    return 'humanCommits';
  }
  return member.allowed.includes('accept') ? undefined : 'notNow';
}
