import type { Verifier } from '@skein/backstage-plugin-dataset-migrations-node';
import { rewriteProof } from './rewriteProof';

/** E5: on generated rows the queries give the same before and after the patch. */
export function sameResults(options: { maxFileSizeBytes: number }): Verifier {
  return {
    id: 'sameResults',
    level: 'E5',
    async verify(verifyOptions) {
      const proof = await rewriteProof(verifyOptions, options.maxFileSizeBytes);
      const { status, detail } = proof.sameResults;
      return { status, detail };
    },
  };
}
