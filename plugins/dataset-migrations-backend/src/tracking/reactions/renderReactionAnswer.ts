import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';
import type { DbReactionRow } from '../../database/tables';
import { inertCode, inertText } from '../../publishing/inertMarkdown';
import { describeFeedback } from './describeFeedback';

/** Further files are in the diff. */
const MOST_PATHS = 10;
const LONGEST_OUTCOME = 600;

export interface ReactionAnswerOptions {
  reaction: Pick<DbReactionRow, 'state' | 'round' | 'outcome'>;
  feedback: AgentFeedback[];
  mostRounds: number;
  /** What is other than before. */
  changedPaths: string[];
  targetUrl: string;
}

/** What came of a round, for those who look at the pull request. The same input gives the same text. */
export function renderReactionAnswer(options: ReactionAnswerOptions): string {
  const { reaction, feedback, mostRounds, changedPaths, targetUrl } = options;
  const { round, state, outcome } = reaction;
  const rest = changedPaths.length - MOST_PATHS;
  const result = inertText(outcome ?? '', LONGEST_OUTCOME);
  return [
    `${inertText(
      describeFeedback(feedback),
    )}. An agent has worked on that, round ${round} of ${mostRounds}.`,
    '',
    ...(state === 'changed'
      ? [
          `The change was made anew: ${result}. Other than before:`,
          '',
          ...changedPaths
            .slice(0, MOST_PATHS)
            .map(path => `- ${inertCode(path)}`),
          ...(rest > 0 ? [`- and ${rest} more`] : []),
        ]
      : [`Nothing was changed: ${result}`]),
    '',
    `${
      round >= mostRounds
        ? 'That was the last round; the rest is for people. '
        : ''
    }[In Backstage](${targetUrl})`,
  ].join('\n');
}
