import type { Verifier } from '@skein/backstage-plugin-dataset-migrations-node';
import { rewriteEvidence } from './rewriteEvidence';

/** E1: every changed file parses by its own grammar, and nothing has changed but what the contract speaks of. */
export function parses(options: { maxFileSizeBytes: number }): Verifier {
  return {
    id: 'parses',
    level: 'E1',
    async verify(verifyOptions) {
      const evidence = await rewriteEvidence(
        verifyOptions,
        options.maxFileSizeBytes,
      );
      return evidence.parses;
    },
  };
}
