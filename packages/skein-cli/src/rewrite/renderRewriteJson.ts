import { exitCodeOf } from './exitCodeOf';
import { renderPatch } from './renderPatch';
import type { CheckoutRewrite } from './rewriteCheckout';

export interface RenderRewriteJsonOptions {
  outcome: CheckoutRewrite;
  /** False when the files are as they were. */
  written: boolean;
}

/** What happened to a checkout, for programs. */
export function renderRewriteJson(options: RenderRewriteJsonOptions): string {
  const { outcome, written } = options;
  const { changed, level, evidence, proof, left, notes, fileCount } = outcome;
  return JSON.stringify(
    {
      exitCode: exitCodeOf(outcome),
      written,
      fileCount,
      changed: changed.map(({ path, newPath, edits }) => ({
        path,
        ...(newPath === undefined ? {} : { newPath }),
        edits: edits.length,
        causes: [...new Set(edits.map(edit => edit.cause))].sort(),
      })),
      level,
      evidence,
      ...(proof ? { proof } : {}),
      left,
      notes,
      patch: renderPatch(changed),
    },
    undefined,
    2,
  );
}
