import {
  EVIDENCE_LEVEL_DESCRIPTIONS,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  RewriteEvidence,
  RewriteProof,
  RungResult,
} from '@skein/dataset-rewriter';
import { printable } from '../printable';

/** What is proved, for people: the level, each rung, and each query that was looked at. */
export function renderEvidence(options: {
  level: EvidenceLevel;
  evidence: RewriteEvidence;
  proof?: RewriteProof;
}): string[] {
  const { level, evidence, proof } = options;
  return [
    `Evidence ${level}: ${EVIDENCE_LEVEL_DESCRIPTIONS[level].name}`,
    renderRung('E1', evidence.parses),
    renderRung('E2', evidence.noOldReference),
    ...(proof
      ? [
          renderRung('E3', proof.binds),
          ...renderQueries(proof.binds),
          renderRung('E4', {
            status: 'notRun',
            detail: "The repository's own checks are not run here.",
          }),
          renderRung('E5', proof.sameResults),
          ...renderQueries(proof.sameResults),
        ]
      : []),
  ];
}

const STATUS_WORDS: Record<string, string> = {
  notApplicable: 'not applicable',
  notProved: 'not proved',
  notRun: 'not run',
};

function renderRung(
  level: EvidenceLevel,
  { status, detail }: { status: string; detail: string },
): string {
  const { name } = EVIDENCE_LEVEL_DESCRIPTIONS[level];
  return `  ${level} ${name}: ${wordOf(status)}. ${printable(detail)}`;
}

function renderQueries({ queries }: RungResult): string[] {
  return queries
    .filter(({ status }) => status !== 'notApplicable')
    .map(
      ({ file, line, status, detail }) =>
        `    ${printable(file)}:${line}: ${wordOf(status)}. ${printable(
          detail,
        )}`,
    );
}

function wordOf(status: string): string {
  return STATUS_WORDS[status] ?? status;
}
