import type {
  RewriteEvidence,
  RewriteOptions,
  RewriteResult,
  VerifyRewriteOptions,
} from './types';

/**
 * Rewrites the files of a checkout by a contract.
 * @public
 */
export async function rewrite(options: RewriteOptions): Promise<RewriteResult> {
  throw new Error(`Not written yet: ${options.files.length} files`);
}

/**
 * Looks at a patch without trusting who made it.
 * @public
 */
export async function verifyRewrite(
  options: VerifyRewriteOptions,
): Promise<RewriteEvidence> {
  throw new Error(`Not written yet: ${options.files.length} files`);
}
