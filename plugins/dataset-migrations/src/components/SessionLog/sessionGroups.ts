import type { SessionEventKind } from '@skein/backstage-plugin-dataset-migrations-common';

/** What a reader may want to see of a log. */
export const SESSION_GROUPS = ['words', 'tools', 'models', 'checks'] as const;

export type SessionGroup = (typeof SESSION_GROUPS)[number];

/** Which group each kind of line belongs to; lines without one are always shown, since the others hang on them. */
export const GROUP_OF: Record<SessionEventKind, SessionGroup | undefined> = {
  agent: undefined,
  prompt: 'words',
  message: 'words',
  thought: 'words',
  toolCall: 'tools',
  toolResult: 'tools',
  modelRequest: 'models',
  modelRefused: 'models',
  verification: 'checks',
  verdict: 'checks',
  round: 'checks',
  end: undefined,
  outcome: undefined,
  cut: undefined,
};
