import type { EvidenceLevel } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderEvidence } from '../evidence/renderEvidence';
import { printable } from '../printable';
import { count, renderLeft } from '../rewrite/renderRewriteReport';
import type { CheckoutVerification } from './verifyCheckouts';

export interface RenderVerifyReportOptions {
  outcome: CheckoutVerification;
  /** What has to be proved. */
  wanted: EvidenceLevel;
}

/** What is proved of a patch, for people. */
export function renderVerifyReport(options: RenderVerifyReportOptions): string {
  const { outcome, wanted } = options;
  const { changed, fileCount, left, level } = outcome;
  const sections = [
    [
      `${count(changed.length, 'file')} changed (${count(
        fileCount,
        'text file',
      )} read), ${wanted} wanted, ${level} proved`,
      ...changed.map(path => `  ${printable(path)}`),
    ],
    renderEvidence(outcome),
    renderLeft(left),
  ];
  return sections.map(lines => `${lines.join('\n')}\n`).join('\n');
}
