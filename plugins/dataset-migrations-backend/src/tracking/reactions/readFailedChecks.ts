import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';
import type { DbAttemptRow } from '../../database/tables';
import { addressOf } from '../effects/addCommentOnce';
import type { EffectFacts } from '../effects/EFFECTS';
import { checkToFeedback } from './toFeedback';

/** What the failed checks of a commit said, without those that fail on the commit that the patch was made on, too. */
export async function readFailedChecks(
  facts: EffectFacts,
  sha: string,
): Promise<AgentFeedback[]> {
  const { codeHost, knex, target } = facts;
  if (!codeHost.listFailedChecks) {
    return [];
  }
  const { repository } = addressOf(facts);
  const failed = await codeHost.listFailedChecks({ repository, sha });
  if (failed.length === 0) {
    return [];
  }
  const attempt =
    target.attempt_id === null
      ? undefined
      : await knex<DbAttemptRow>('attempts')
          .where({ id: target.attempt_id })
          .first('base_sha');
  const before = attempt?.base_sha
    ? await codeHost.listFailedChecks({ repository, sha: attempt.base_sha })
    : [];
  const isOld = new Set(before.map(({ name }) => name));
  return failed.filter(({ name }) => !isOld.has(name)).flatMap(checkToFeedback);
}
