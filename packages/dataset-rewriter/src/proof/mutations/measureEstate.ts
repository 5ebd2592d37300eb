import { verifyRewrite } from '../../verifyRewrite';
import { proveRewrite } from '../proveRewrite';
import type { RewriteProof } from '../types';
import { toProofOptions, type RightPatch } from './measureMutations';
import { readEstatePatches } from './readRightPatches';

/** What a repository of the local estate reaches after the rewriter, under the contract that concerns it. */
export async function measureEstate(
  root: string,
  name: string,
): Promise<{ level: string; proof?: RewriteProof }> {
  const [patch] = await readEstatePatches(root, [name]);
  return patch ? await measurePatch(patch) : { level: 'E0' };
}

/** The last rung that a patch reaches with all rungs below. */
export async function measurePatch(
  patch: RightPatch,
): Promise<{ level: string; proof: RewriteProof }> {
  const options = toProofOptions(patch);
  const { parses, noOldReference } = await verifyRewrite(options);
  const proof = await proveRewrite(options);
  const rungs: [string, string][] = [
    ['E1', parses.status],
    ['E2', noOldReference.status],
    ['E3', proof.binds.status],
    ['E5', proof.sameResults.status],
  ];
  const end = rungs.findIndex(([, status]) => status !== 'proved');
  const reached = end < 0 ? rungs : rungs.slice(0, end);
  return { level: reached.at(-1)?.[0] ?? 'E0', proof };
}
