export interface ConflictCommentOptions {
  /** The newest commit of the branch that is Skein's. */
  pushedSha?: string;
  /** The target's page in Backstage. */
  targetUrl: string;
}

/** What people are told whose commits keep Skein from making a conflicting patch anew. */
export function renderConflictComment(options: ConflictCommentOptions): string {
  const { pushedSha, targetUrl } = options;
  const ours = pushedSha
    ? `reset the branch to ${pushedSha}`
    : 'take those commits off the branch';
  return [
    'This branch conflicts with its base, and it holds commits that are not Skein’s: Skein does not touch it.',
    '',
    `- To keep those commits, merge the base branch into this one and resolve the conflict.`,
    `- To have the change made anew on what stands on the base branch now, ${ours}; Skein then does the rest.`,
    '',
    `[What this is about](${targetUrl})`,
  ].join('\n');
}
