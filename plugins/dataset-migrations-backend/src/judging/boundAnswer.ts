import type { JudgeAnswer } from '@skein/backstage-plugin-dataset-migrations-node';
import { plainText } from '../verification/plainText';
import type { JudgedBy } from './foldAnswers';

const MOST_REASONS = 10;
const MOST_REASON_BYTES = 400;
const SILENT = {
  veto: 'It did not say why it vetoes.',
  undecided: 'It did not say why it cannot tell.',
};

/** What a judge says, in sizes that can be stored and shown: it has read a repository that nobody trusts. */
export function boundAnswer(
  id: string,
  { verdict, reasons, prompt }: JudgeAnswer,
): JudgedBy[number] {
  const said = reasons
    .slice(0, MOST_REASONS)
    .map(reason => plainText(reason, MOST_REASON_BYTES).replace(/\s+/g, ' '))
    .filter(reason => reason.trim() !== '');
  return {
    id,
    verdict,
    reasons:
      verdict !== 'accept' && said.length === 0 ? [SILENT[verdict]] : said,
    ...(prompt && {
      promptVersion: prompt.version.slice(0, 100),
      promptHash: prompt.hash.slice(0, 100),
    }),
  };
}
