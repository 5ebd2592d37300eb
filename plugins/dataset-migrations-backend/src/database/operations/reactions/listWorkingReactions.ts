import type { Knex } from 'knex';
import type { DbAttemptRow, DbReactionRow } from '../../tables';

/** A round that an attempt is to answer, with the patch that was spoken of. */
export interface WorkingReaction {
  reaction: DbReactionRow;
  /** Absent where that attempt left no files. */
  standing?: Pick<DbAttemptRow, 'base_sha' | 'files' | 'patch_hash'>;
}

/** The rounds that some targets are in, by target. */
export async function listWorkingReactions(
  knex: Knex,
  targetIds: readonly string[],
): Promise<Map<string, WorkingReaction>> {
  const reactions = await knex<DbReactionRow>('reactions')
    .whereIn('target_id', targetIds)
    .where({ state: 'working' });
  if (reactions.length === 0) {
    return new Map();
  }
  const standing: Array<
    Pick<DbAttemptRow, 'id' | 'base_sha' | 'files' | 'patch_hash'>
  > = await knex<DbAttemptRow>('attempts')
    .whereIn(
      'id',
      reactions.flatMap(({ standing_attempt_id: id }) => id ?? []),
    )
    .select('id', 'base_sha', 'files', 'patch_hash');
  return new Map(
    reactions.map(reaction => [
      reaction.target_id,
      {
        reaction,
        standing: standing.find(
          ({ id }) => id === reaction.standing_attempt_id,
        ),
      },
    ]),
  );
}
