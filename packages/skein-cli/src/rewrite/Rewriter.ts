import type { rewrite, verifyRewrite } from '@skein/dataset-rewriter';

/**
 * The two functions of the rewriter that a command calls.
 * @public
 */
export interface Rewriter {
  rewrite: typeof rewrite;
  verifyRewrite: typeof verifyRewrite;
}
