import type { Knex } from 'knex';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import type { DbPullRequestRow } from '../../database/tables';
import type { CommandDetails } from '../commands/CommandDetails';
import type { ReactionDetails } from '../reactions/ReactionDetails';
import { reviewToFeedback } from '../reactions/toFeedback';
import type { SelectedRemark } from './selectRemarks';

/** Writes down what is to be done about what people said, each remark once; what Skein does not know is answered once. */
export async function intendAnswers(options: {
  tx: Knex.Transaction;
  row: Pick<DbPullRequestRow, 'id' | 'target_id'>;
  /** Of people who may write to the repository. */
  remarks: readonly SelectedRemark[];
  /** Whether reviews may go to an agent at all. */
  reacts: boolean;
}): Promise<void> {
  const { tx, row, remarks, reacts } = options;
  for (const { remark, command } of remarks) {
    if (command !== undefined) {
      await intendEffect({
        tx,
        targetId: row.target_id,
        pullRequestId: row.id,
        kind: 'answerCommand',
        key:
          command === 'unknown' ? 'command unknown' : keyOf('command', remark),
        details: {
          command,
          author: remark.author,
        } satisfies CommandDetails,
      });
    }
    const feedback = remark.asksForChanges ? reviewToFeedback(remark) : [];
    if (reacts && feedback.length > 0) {
      await intendEffect({
        tx,
        targetId: row.target_id,
        pullRequestId: row.id,
        kind: 'react',
        key: keyOf('react', remark),
        details: { kind: 'review', feedback } satisfies ReactionDetails,
      });
    }
  }
}

/** As long as the column lets it be. */
function keyOf(kind: string, { id }: SelectedRemark['remark']): string {
  return `${kind} ${id}`.slice(0, 200);
}
