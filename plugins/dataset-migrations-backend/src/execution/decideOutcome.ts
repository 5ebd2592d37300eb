import {
  reachesLevel,
  type EvidenceLevel,
  type TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AttemptRecord, EndedOutcome } from './AttemptOutcome';
import type { RefusedEdit } from './patchPolicy/CheckoutChange';
import { explainRefusedEdits } from './patchPolicy/explainRefusedEdits';

export interface AttemptFacts {
  record: AttemptRecord;
  requiredLevel: EvidenceLevel;
  /** Edits that are not in the patch, since no agent may make them. */
  refused: RefusedEdit[];
  /** Said when there is nothing to change and nothing was left. */
  noChangesReason: string;
}

function describeFindings(record: AttemptRecord): string {
  const [first] = record.findings;
  const place = first.line ? `${first.file}:${first.line}` : first.file;
  const others = record.findings.length - 1;
  return `${place}: ${first.message}${
    others > 0 ? ` (and ${others} more)` : ''
  }`;
}

/** Why a coding agent did not come to the end of its work; undefined when it did, or none worked. */
function explainEnd({ end }: AttemptRecord): string | undefined {
  switch (end?.kind) {
    case 'budgetExceeded':
      return `The agent ${end.agent} was stopped. ${
        end.reason ??
        'A budget for models is used up; raise it and retry the target, or take it over by hand'
      }`;
    case 'gaveUp':
      return `The agent ${end.agent} gave up: ${
        end.reason ?? 'it did not say why'
      }`;
    default:
      return undefined;
  }
}

/** What an attempt comes to, from what it left behind. */
export function decideOutcome(facts: AttemptFacts): EndedOutcome {
  const { record, requiredLevel, refused, noChangesReason } = facts;
  const { diff, evidence, findings } = record;
  const conditions: TargetCondition[] = findings.some(
    finding => finding.kind === 'judgement',
  )
    ? ['decisionNeeded']
    : [];
  const unfinished = explainEnd(record);
  if (unfinished !== undefined) {
    return { kind: 'needsHuman', reason: unfinished, conditions, record };
  }
  if (refused.length > 0) {
    return {
      kind: 'needsHuman',
      reason: `An agent has made edits that no agent may make, and they were left out. ${explainRefusedEdits(
        refused,
      ).join('; ')}`,
      conditions: [...conditions, 'belowEvidence'],
      record,
    };
  }
  if (!diff || diff.filesChanged === 0) {
    return findings.length === 0
      ? { kind: 'noChanges', reason: noChangesReason, conditions, record }
      : {
          kind: 'needsHuman',
          reason: `Nothing could be changed safely. ${describeFindings(
            record,
          )}`,
          conditions,
          record,
        };
  }
  const level = evidence?.level ?? 'E0';
  if (!reachesLevel(level, requiredLevel)) {
    const missing = evidence?.rungs.find(
      rung => rung.status === 'failed' || rung.status === 'notRun',
    );
    return {
      kind: 'needsHuman',
      reason: `Proved ${level}, and ${requiredLevel} is required.${
        missing ? ` ${missing.level}: ${missing.detail}` : ''
      }`,
      conditions: [...conditions, 'belowEvidence'],
      record,
    };
  }
  const files =
    diff.filesChanged === 1 ? '1 file' : `${diff.filesChanged} files`;
  return {
    kind: 'proposed',
    reason: `Changes ${files}, proved ${level}${
      findings.length > 0
        ? `; left for a person: ${describeFindings(record)}`
        : ''
    }`,
    conditions,
    record,
  };
}
