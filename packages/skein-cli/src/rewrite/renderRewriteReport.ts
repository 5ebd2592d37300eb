import {
  EVIDENCE_LEVEL_DESCRIPTIONS,
  type Finding,
} from '@skein/backstage-plugin-dataset-migrations-common';
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
    renderEvidence(outcome),
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
      ({ path, edits }) =>
        `  ${printable(path)}: ${count(edits.length, 'edit')}`,
    ),
  ];
}

function renderEvidence({ level, evidence }: CheckoutRewrite): string[] {
  const rungs = [
    { level: 'E1', rung: evidence.parses },
    { level: 'E2', rung: evidence.noOldReference },
  ] as const;
  return [
    `Evidence ${level}: ${EVIDENCE_LEVEL_DESCRIPTIONS[level].name}`,
    ...(evidence.parses.status === 'failed'
      ? ['  A patch that does not parse is never written.']
      : []),
    ...rungs.map(({ level: of, rung }) => {
      const status =
        rung.status === 'notApplicable' ? 'not applicable' : rung.status;
      const { name } = EVIDENCE_LEVEL_DESCRIPTIONS[of];
      return `  ${of} ${name}: ${status}. ${printable(rung.detail)}`;
    }),
  ];
}

function renderLeft(left: readonly Finding[]): string[] {
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

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** Names and code come from a repository that nobody vouches for; they must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, character => {
    const code = character.charCodeAt(0).toString(16).padStart(2, '0');
    return `\\x${code}`;
  });
}
