import type {
  EvidenceLevel,
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  RewriteEvidence,
  RewriteProof,
  RewriteResult,
  RewrittenFile,
  SourceFile,
} from '@skein/dataset-rewriter';
import { type CheckoutLimits, readCheckout } from '../checkout/readCheckout';
import { levelOf } from '../evidence/levelOf';
import type { Rewriter } from './Rewriter';

export interface RewriteCheckoutOptions {
  rewriter: Rewriter;
  contract: MappingContract;
  /** Absolute path. */
  directory: string;
  limits?: CheckoutLimits;
  /** Whether the changed queries are bound and run on generated rows as well. */
  prove?: boolean;
}

/** What becomes of a checkout, before anything is written. */
export interface CheckoutRewrite {
  changed: RewrittenFile[];
  level: EvidenceLevel;
  evidence: RewriteEvidence;
  /** Absent where nobody asked for it. */
  proof?: RewriteProof;
  /** Every place that is left for a person, by file and line. */
  left: Finding[];
  notes: string[];
  /** How many text files were read. */
  fileCount: number;
}

/** Rewrites a checkout in memory, and verifies the result as if somebody else had made it. */
export async function rewriteCheckout(
  options: RewriteCheckoutOptions,
): Promise<CheckoutRewrite> {
  const { rewriter, contract, directory, limits } = options;
  const { files, findings: unread } = await readCheckout({ directory, limits });
  const result = await rewriter.rewrite({ contract, files });
  const findings = [...unread, ...result.findings];
  const patch = {
    contract,
    changed: result.files,
    files: patchFiles(files, result),
    findings,
  };
  const evidence = await rewriter.verifyRewrite(patch);
  const proof = options.prove ? await rewriter.proveRewrite(patch) : undefined;
  return {
    changed: result.files,
    level: levelOf(evidence, proof),
    evidence,
    proof,
    left: [...findings, ...findUnlisted(evidence, findings)].sort(byPlace),
    notes: result.notes,
    fileCount: files.length,
  };
}

function patchFiles(files: SourceFile[], result: RewriteResult): SourceFile[] {
  const changed = new Map(result.files.map(file => [file.path, file]));
  return files.map(file => {
    const change = changed.get(file.path);
    return change
      ? { path: change.newPath ?? change.path, content: change.after }
      : file;
  });
}

/** Old references that the verifier saw and that no finding speaks of. */
export function findUnlisted(
  evidence: RewriteEvidence,
  findings: Finding[],
): Finding[] {
  if (evidence.noOldReference.status !== 'failed') {
    return [];
  }
  const listed = new Set(findings.map(({ file, line }) => `${file}:${line}`));
  return evidence.noOldReference.left
    .filter(({ file, line }) => !listed.has(`${file}:${line}`))
    .map(({ file, line, column, text, name }) => ({
      kind: 'unproved',
      file,
      line,
      column,
      text,
      message: `still names ${name}`,
    }));
}

/** Sorts findings by where they are. */
export function byPlace(left: Finding, right: Finding): number {
  if (left.file !== right.file) {
    return left.file < right.file ? -1 : 1;
  }
  return (
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0)
  );
}
