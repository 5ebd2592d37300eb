import type { VerifyOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { proveRewrite, type RewriteProof } from '@skein/dataset-rewriter';
import { readCheckout } from '../../execution/readCheckout';

/** One proof of a patch serves both of the verifiers that ask for it. */
const proofByPatch = new WeakMap<VerifyOptions, Promise<RewriteProof>>();

async function prove(
  options: VerifyOptions,
  maxFileSizeBytes: number,
): Promise<RewriteProof> {
  const { contract, checkout, paths, excludedPaths, changedFiles, signal } =
    options;
  const { files } = await readCheckout({
    checkout,
    paths,
    excludedPaths,
    maxFileSizeBytes,
    signal,
  });
  return await proveRewrite({
    contract,
    changed: changedFiles,
    files,
    findings: options.findings,
    signal,
  });
}

/** What binding and running the changed queries says of a patch, whoever made it. */
export async function rewriteProof(
  options: VerifyOptions,
  maxFileSizeBytes: number,
): Promise<RewriteProof> {
  const known = proofByPatch.get(options);
  if (known) {
    return await known;
  }
  const proof = prove(options, maxFileSizeBytes);
  proofByPatch.set(options, proof);
  return await proof;
}
