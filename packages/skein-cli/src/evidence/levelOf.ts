import type { EvidenceLevel } from '@skein/backstage-plugin-dataset-migrations-common';
import type { RewriteEvidence, RewriteProof } from '@skein/dataset-rewriter';

/** The highest rung below which nothing failed; the proof counts where it was asked for. */
export function levelOf(
  evidence: RewriteEvidence,
  proof?: RewriteProof,
): EvidenceLevel {
  if (evidence.parses.status === 'failed') {
    return 'E0';
  }
  if (evidence.noOldReference.status !== 'proved') {
    return evidence.parses.status === 'proved' ? 'E1' : 'E0';
  }
  if (proof?.binds.status !== 'proved') {
    return 'E2';
  }
  return proof.sameResults.status === 'proved' ? 'E5' : 'E3';
}
