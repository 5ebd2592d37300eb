import type {
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { verifyRewrite } from '../../verifyRewrite';
import { proveRewrite } from '../proveRewrite';
import type { ProveRewriteOptions } from '../types';
import { mutatePatch, type Mutation, type PatchedText } from './mutatePatch';

/** A patch that is right, and the checkout that it belongs to. */
export interface RightPatch {
  name: string;
  contract: MappingContract;
  files: PatchedText[];
  findings: Finding[];
}

/** A patch as the verifier and the proof take it. */
export function toProofOptions({
  contract,
  findings,
  files,
}: Omit<RightPatch, 'name'>): ProveRewriteOptions {
  const encode = (text: string) => new TextEncoder().encode(text);
  return {
    contract,
    findings,
    changed: files
      .filter(({ before, after }) => before !== after)
      .map(({ path, before, after }) => ({
        path,
        before: encode(before),
        after: encode(after),
      })),
    files: files.map(({ path, after }) => ({ path, content: encode(after) })),
  };
}

/** The rungs that look at a patch without the repository's help. */
export const PROOF_RUNGS = ['E1', 'E2', 'E3', 'E5'] as const;

/** One of them. */
export type ProofRung = (typeof PROOF_RUNGS)[number];

/** What became of one fault. */
export interface MutationResult extends Mutation {
  patch: string;
  /** Rungs that the right patch reaches. */
  provable: ProofRung[];
  /** Rungs that the damaged patch does not reach any more. */
  caughtBy: ProofRung[];
}

/** Damages a right patch in every way, and says which rungs see it. */
export async function measureMutations(
  patch: RightPatch,
  choose: (mutations: Mutation[]) => Mutation[] = all => all,
): Promise<MutationResult[]> {
  const provable = await provenRungs(patch, patch.files);
  const results: MutationResult[] = [];
  for (const mutation of choose(mutatePatch(patch.files, patch.contract))) {
    const files = patch.files.map(file =>
      file.path === mutation.path ? { ...file, after: mutation.after } : file,
    );
    const proven = await provenRungs(patch, files);
    results.push({
      ...mutation,
      patch: patch.name,
      provable,
      caughtBy: provable.filter(rung => !proven.includes(rung)),
    });
  }
  return results;
}

async function provenRungs(
  patch: RightPatch,
  files: PatchedText[],
): Promise<ProofRung[]> {
  const options = toProofOptions({ ...patch, files });
  const { parses, noOldReference } = await verifyRewrite(options);
  const { binds, sameResults } = await proveRewrite(options);
  const statuses: Record<ProofRung, string> = {
    E1: parses.status,
    E2: noOldReference.status,
    E3: binds.status,
    E5: sameResults.status,
  };
  return PROOF_RUNGS.filter(rung => statuses[rung] === 'proved');
}
