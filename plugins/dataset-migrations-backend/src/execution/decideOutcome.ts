import {
  reachesLevel,
  type EvidenceLevel,
  type TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AttemptOutcome, AttemptRecord } from './AttemptOutcome';

export interface AttemptFacts {
  record: AttemptRecord;
  requiredLevel: EvidenceLevel;
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

/** What an attempt comes to, from what it left behind. */
export function decideOutcome(facts: AttemptFacts): AttemptOutcome {
  const { record, requiredLevel, noChangesReason } = facts;
  const { diff, evidence, findings } = record;
  const conditions: TargetCondition[] = findings.some(
    finding => finding.kind === 'judgement',
  )
    ? ['decisionNeeded']
    : [];
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
