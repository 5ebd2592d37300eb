import type { Verifier } from '@skein/backstage-plugin-dataset-migrations-node';
import { rewriteProof } from './rewriteProof';

/** E3: every changed query binds against the new schema, with outputs as before. */
export function binds(options: { maxFileSizeBytes: number }): Verifier {
  return {
    id: 'binds',
    level: 'E3',
    async verify(verifyOptions) {
      const proof = await rewriteProof(verifyOptions, options.maxFileSizeBytes);
      const { status, detail } = proof.binds;
      return { status, detail };
    },
  };
}
