import type { V1Job } from '@kubernetes/client-node';
import { ANNOTATIONS } from './labels';

/**
 * What to do when the name of a Job is taken. One with our wish was created by a request whose answer was lost: it is ours. Any other
 * belongs to a worker that was lost, since a name is used by one command of one attempt: it makes way.
 */
export function decideAdoption(options: {
  found: V1Job;
  wish: string;
}): 'adopt' | 'replace' {
  const { found, wish } = options;
  const isOurs = found.metadata?.annotations?.[ANNOTATIONS.wish] === wish;
  const isLeaving = found.metadata?.deletionTimestamp !== undefined;
  return isOurs && !isLeaving ? 'adopt' : 'replace';
}
