import {
  EVIDENCE_LEVEL_DESCRIPTIONS,
  type Evidence,
  type EvidenceLevel,
  type Rung,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { inertText } from './inertMarkdown';

export interface EvidenceOptions {
  /** Absent when nothing was looked at. */
  evidence?: Evidence;
  requiredLevel: EvidenceLevel;
}

const MAX_DETAIL_LENGTH = 400;

const RUNG_SIGNS: Record<Rung['status'], string> = {
  proved: '✅',
  failed: '❌',
  notApplicable: '➖',
  notRun: '➖',
};

/** What verifiers have proved of a patch, what they have not, and why, for a code host. */
export function renderEvidence(options: EvidenceOptions): string {
  const { evidence, requiredLevel } = options;
  const level = evidence?.level ?? 'E0';
  const { name, sentence } = EVIDENCE_LEVEL_DESCRIPTIONS[level];
  const rungs = evidence?.rungs ?? [];
  const notProved = rungs.filter(({ status }) => status !== 'proved');
  return [
    `### What is proved: **${level}, ${name}** (${requiredLevel} required)`,
    sentence,
    ...(rungs.length > 0
      ? [
          '',
          rungs
            .map(rung => `${RUNG_SIGNS[rung.status]} ${rungName(rung)}`)
            .join(' · '),
        ]
      : []),
    ...(notProved.length > 0
      ? [
          '',
          'Not proved:',
          ...notProved.map(
            rung =>
              `- ${rungName(rung)}: ${inertText(
                rung.detail,
                MAX_DETAIL_LENGTH,
              )}`,
          ),
        ]
      : []),
  ].join('\n');
}

function rungName({ level }: Rung): string {
  return EVIDENCE_LEVEL_DESCRIPTIONS[level].name;
}
