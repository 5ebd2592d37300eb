import type { RevertRequest } from '@skein/backstage-plugin-dataset-migrations-common';
import { createHash } from 'node:crypto';

/** Names what a revert is about, so that the approval of one is not that of another. */
export function revertSubjectKey(
  request: Pick<RevertRequest, 'targetIds' | 'wave'>,
): string {
  const { targetIds, wave } = request;
  if (targetIds) {
    const ids = [...new Set(targetIds)].sort().join();
    return `targets ${createHash('sha256').update(ids).digest('hex')}`;
  }
  return wave === undefined ? 'all' : `wave ${wave}`;
}
