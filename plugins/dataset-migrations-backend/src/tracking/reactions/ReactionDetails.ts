import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';

/** What is kept of something that was said until it goes to an agent. */
export type ReactionDetails = (
  | { kind: 'checks'; /** The commit that they failed on. */ sha: string }
  | { kind: 'review'; feedback: AgentFeedback[] }
) & {
  /** Set once it has gone to the agent. */
  begun?: true;
};
