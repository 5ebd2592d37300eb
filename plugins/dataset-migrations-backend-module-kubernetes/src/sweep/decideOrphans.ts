import type { V1Job } from '@kubernetes/client-node';
import { LABELS } from '../jobs/labels';

/** A Job that nobody waits for. */
export interface Orphan {
  name: string;
  /** Of this Job, so that another one of the same name is left alone. */
  uid: string;
  attemptId: string;
}

/** The attempts that Jobs are of, each once. */
export function listAttempts(jobs: V1Job[]): string[] {
  return [
    ...new Set(
      jobs.flatMap(({ metadata }) => metadata?.labels?.[LABELS.attempt] ?? []),
    ),
  ];
}

/** Jobs of attempts that do not run. What is of no attempt, or on its way out, is left to itself. */
export function decideOrphans(
  jobs: V1Job[],
  running: ReadonlySet<string>,
): Orphan[] {
  return jobs.flatMap(({ metadata }) => {
    const { name, uid, labels, deletionTimestamp } = metadata ?? {};
    const attemptId = labels?.[LABELS.attempt];
    return name !== undefined &&
      uid !== undefined &&
      attemptId !== undefined &&
      deletionTimestamp === undefined &&
      !running.has(attemptId)
      ? [{ name, uid, attemptId }]
      : [];
  });
}
