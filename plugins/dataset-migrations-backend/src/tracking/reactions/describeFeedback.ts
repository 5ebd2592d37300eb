import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';

const MOST_NAMES = 5;

/** Who said something, for people: names of checks and of reviewers, each once. Looks at nothing but its argument. */
export function describeFeedback(feedback: readonly AgentFeedback[]): string {
  const namesOf = (from: AgentFeedback['from']) => [
    ...new Set(
      feedback.filter(part => part.from === from).map(({ source }) => source),
    ),
  ];
  const checks = namesOf('check');
  const reviewers = namesOf('reviewer');
  return [
    ...(checks.length > 0
      ? [`${list(checks)} ${checks.length === 1 ? 'fails' : 'fail'}`]
      : []),
    ...(reviewers.length > 0
      ? [
          `${list(reviewers)} ${
            reviewers.length === 1 ? 'asks' : 'ask'
          } for changes`,
        ]
      : []),
  ].join(', and ');
}

function list(names: string[]): string {
  const rest = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${
    rest > 0 ? ` and ${rest} more` : ''
  }`;
}
