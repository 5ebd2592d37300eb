import type { V1Job } from '@kubernetes/client-node';
import { decideOrphans, listAttempts } from './decideOrphans';

function jobOf(attempt?: string, more: object = {}): V1Job {
  const labels: Record<string, string> = attempt
    ? { 'skein.dev/attempt': attempt }
    : {};
  return {
    metadata: { name: `job-${attempt}`, uid: 'uid-1', labels, ...more },
  };
}

const JOBS = [
  jobOf('ended'),
  jobOf('running'),
  jobOf('ended'),
  jobOf(),
  jobOf('leaving', { deletionTimestamp: new Date(0) }),
];

it('asks for each attempt once', () => {
  expect(listAttempts(JOBS)).toEqual(['ended', 'running', 'leaving']);
});

it('takes Jobs of attempts that do not run, and no others', () => {
  const orphan = { name: 'job-ended', uid: 'uid-1', attemptId: 'ended' };
  expect(decideOrphans(JOBS, new Set(['running']))).toEqual([orphan, orphan]);
});
