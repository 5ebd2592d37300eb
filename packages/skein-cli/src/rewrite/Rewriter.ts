import type {
  proveRewrite,
  rewrite,
  verifyRewrite,
} from '@skein/dataset-rewriter';

/**
 * The functions of the rewriter that a command calls.
 * @public
 */
export interface Rewriter {
  rewrite: typeof rewrite;
  verifyRewrite: typeof verifyRewrite;
  proveRewrite: typeof proveRewrite;
}
