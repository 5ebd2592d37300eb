/** Limits that a cluster enforces by itself. */
export type PassedLimit = 'timeLimit' | 'memoryLimit' | 'diskLimit';

/** What is to be seen of a command's Job and its pod. */
export type JobState =
  | { kind: 'waiting'; why: string }
  /** It will not start, however long one waits. */
  | { kind: 'unstartable'; why: string }
  | { kind: 'running'; podName: string }
  | { kind: 'ended'; exitCode?: number }
  | { kind: 'limited'; limit: PassedLimit }
  /** The cluster took it away, and nobody knows how far it had come. */
  | { kind: 'lost'; why: string };
