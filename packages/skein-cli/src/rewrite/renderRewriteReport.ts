import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderEvidence } from '../evidence/renderEvidence';
import { printable } from '../printable';
import type { CheckoutRewrite } from './rewriteCheckout';

export interface RenderRewriteReportOptions {
  outcome: CheckoutRewrite;
  /** False when the files are as they were. */
  written: boolean;
}

/** What happened to a checkout, for people: changed files, evidence, and what was left. */
export function renderRewriteReport(
  options: RenderRewriteReportOptions,
): string {
  const { outcome, written } = options;
  const sections = [
    renderChanges(outcome, written),
    [
      ...renderEvidence(outcome),
      ...(outcome.evidence.parses.status === 'failed'
        ? ['  A patch that does not parse is never written.']
        : []),
    ],
    renderLeft(outcome.left),
    outcome.notes.length > 0
      ? ['Notes', ...outcome.notes.map(note => `  ${printable(note)}`)]
      : [],
  ];
  return sections
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n');
}

function renderChanges(outcome: CheckoutRewrite, written: boolean): string[] {
  const { changed, fileCount } = outcome;
  const seen = `${count(fileCount, 'text file')} read`;
  if (changed.length === 0) {
    return [`Nothing to change (${seen})`];
  }
  const verb = written ? 'Changed' : 'Would change';
  return [
    `${verb} ${count(changed.length, 'file')} (${seen})`,
    ...changed.map(
      ({ path, newPath, edits }) =>
        `  ${printable(path)}: ${count(edits.length, 'edit')}${
          newPath === undefined ? '' : `, moves to ${printable(newPath)}`
        }`,
    ),
  ];
}

/** Places that wait for a person. */
export function renderLeft(left: readonly Finding[]): string[] {
  if (left.length === 0) {
    return ['Left nothing'];
  }
  return [
    `Left ${count(left.length, 'place')} for a person`,
    ...left.flatMap(finding => [
      `  ${printable(placeOf(finding))}: ${finding.kind}: ${printable(
        finding.message,
      )}`,
      ...(finding.text ? [`    ${printable(finding.text.trim())}`] : []),
    ]),
  ];
}

function placeOf({ file, line, column }: Finding): string {
  return [file, line, column].filter(part => part !== undefined).join(':');
}

/** A number with its noun. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
