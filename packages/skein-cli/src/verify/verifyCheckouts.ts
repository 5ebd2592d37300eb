import type {
  EvidenceLevel,
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  RewriteEvidence,
  RewriteProof,
  SourceFile,
} from '@skein/dataset-rewriter';
import type { Checkout } from '../checkout/readCheckout';
import { levelOf } from '../evidence/levelOf';
import { byPlace, findUnlisted } from '../rewrite/rewriteCheckout';
import type { Rewriter } from '../rewrite/Rewriter';

export interface VerifyCheckoutsOptions {
  rewriter: Rewriter;
  contract: MappingContract;
  base: Checkout;
  patched: Checkout;
}

/** What is proved of the step from one checkout to another. */
export interface CheckoutVerification {
  /** Paths that differ. */
  changed: string[];
  level: EvidenceLevel;
  evidence: RewriteEvidence;
  proof: RewriteProof;
  /** Every place that is left for a person, by file and line. */
  left: Finding[];
  /** How many text files were read of the patched checkout. */
  fileCount: number;
}

/** Verifies the step between two checkouts, whoever made it: what is left on purpose is what the rewriter would leave. */
export async function verifyCheckouts(
  options: VerifyCheckoutsOptions,
): Promise<CheckoutVerification> {
  const { rewriter, contract, base, patched } = options;
  const { files } = patched;
  const { findings: listed } = await rewriter.rewrite({ contract, files });
  const findings = [...patched.findings, ...listed];
  const patch = {
    contract,
    changed: findChanges(base.files, files),
    files,
    findings,
  };
  const evidence = await rewriter.verifyRewrite(patch);
  const proof = await rewriter.proveRewrite(patch);
  return {
    changed: patch.changed.map(({ path }) => path),
    level: levelOf(evidence, proof),
    evidence,
    proof,
    left: [...findings, ...findUnlisted(evidence, findings)].sort(byPlace),
    fileCount: files.length,
  };
}

function findChanges(base: SourceFile[], patched: SourceFile[]) {
  const before = new Map(base.map(({ path, content }) => [path, content]));
  const after = new Map(patched.map(({ path, content }) => [path, content]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map(path => ({ path, before: before.get(path), after: after.get(path) }))
    .filter(
      ({ before: old, after: now }) =>
        !old || !now || Buffer.compare(old, now) !== 0,
    );
}
