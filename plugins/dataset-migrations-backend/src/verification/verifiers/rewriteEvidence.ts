import type { VerifyOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { verifyRewrite, type RewriteEvidence } from '@skein/dataset-rewriter';
import { readCheckout } from '../../execution/readCheckout';

/** One look at a patch serves both of the verifiers that ask for it. */
const evidenceByPatch = new WeakMap<VerifyOptions, Promise<RewriteEvidence>>();

async function lookAt(
  options: VerifyOptions,
  maxFileSizeBytes: number,
): Promise<RewriteEvidence> {
  const { contract, checkout, paths, excludedPaths, changedFiles, signal } =
    options;
  const { files } = await readCheckout({
    checkout,
    paths,
    excludedPaths,
    maxFileSizeBytes,
    signal,
  });
  return await verifyRewrite({
    contract,
    changed: changedFiles,
    files,
    findings: options.findings,
    entrustedFiles: options.entrustedFiles,
  });
}

/** What the rewriter's own checks say of a patch, whoever made it. */
export async function rewriteEvidence(
  options: VerifyOptions,
  maxFileSizeBytes: number,
): Promise<RewriteEvidence> {
  const known = evidenceByPatch.get(options);
  if (known) {
    return await known;
  }
  const evidence = lookAt(options, maxFileSizeBytes);
  evidenceByPatch.set(options, evidence);
  return await evidence;
}
