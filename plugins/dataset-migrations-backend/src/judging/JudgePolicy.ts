import type { JudgeMode } from '@skein/backstage-plugin-dataset-migrations-common';

/** When judges are asked, and what their veto comes to where a migration has not said more. */
export interface JudgePolicy {
  mode: JudgeMode;
  /** Which patches they look at: those that a coding agent has touched, or all. */
  patches: 'agents' | 'all';
  /** For how long one may think. */
  secondsAtMost: number;
}

/** Models err, so that nothing is held up by one until somebody wants it. */
export const DEFAULT_JUDGE_POLICY: JudgePolicy = {
  mode: 'advisory',
  patches: 'agents',
  secondsAtMost: 300,
};

/** What goes for a migration: its owner may be stricter than the configuration, never less. */
export function judgeModeOf(
  { mode }: Pick<JudgePolicy, 'mode'>,
  chosen: JudgeMode | null | undefined,
): JudgeMode {
  return chosen === 'blocking' ? 'blocking' : mode;
}
