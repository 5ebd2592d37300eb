import type { SandboxWork } from '@skein/backstage-plugin-dataset-migrations-node';
import { createHash, randomUUID } from 'node:crypto';

const ATTEMPT_LETTERS = 13;
const HASH_DIGITS = 16;

/**
 * The name of a Job: the same for the same command of the same attempt, so that the cluster itself refuses a second one. A command
 * of no attempt gets a name of its own each time.
 */
export function nameJob(
  instance: string,
  work: SandboxWork = { attemptId: '', part: randomUUID() },
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([instance, work.attemptId, work.part]))
    .digest('hex')
    .slice(0, HASH_DIGITS);
  const attempt = work.attemptId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, ATTEMPT_LETTERS)
    .replace(/^-+|-+$/g, '');
  return ['skein', ...(attempt ? [attempt] : []), hash].join('-');
}
