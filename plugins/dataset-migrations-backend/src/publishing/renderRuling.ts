import type { Ruling } from '@skein/backstage-plugin-dataset-migrations-common';
import { inertText } from './inertMarkdown';

const MAX_REASON_LENGTH = 400;

/** What judges said, for a pull request. Nothing for an acceptance: it proves nothing, and would read as if it did. */
export function renderRuling({ verdict, reasons }: Ruling): string | undefined {
  if (verdict === 'accept') {
    return undefined;
  }
  return [
    verdict === 'veto' ? '### A judge objects' : '### No judge could tell',
    'Judges read the diff and prove nothing. They may be wrong; what is proved stands above.',
    '',
    ...reasons.map(reason => `- ${inertText(reason, MAX_REASON_LENGTH)}`),
  ].join('\n');
}
