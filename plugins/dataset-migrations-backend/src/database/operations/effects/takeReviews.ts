import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';
import { databaseNow } from '../../time';

/** Takes what further reviews of a pull request have said that nobody has begun to answer; it goes with this effect. */
export async function takeReviews(options: {
  tx: Knex.Transaction;
  effect: Pick<DbEffectRow, 'id' | 'pull_request_id'>;
}): Promise<AgentFeedback[]> {
  const { tx, effect } = options;
  const waiting = await tx<DbEffectRow>('effects')
    .where({
      pull_request_id: effect.pull_request_id,
      kind: 'react',
      state: 'intended',
    })
    .where('key', 'like', 'react review:%')
    .whereNot('id', effect.id)
    .orderBy(['intended_at', 'id'])
    .select('id', 'details');
  await tx<DbEffectRow>('effects')
    .whereIn(
      'id',
      waiting.map(({ id }) => id),
    )
    .where({ state: 'intended' })
    .update({
      state: 'done',
      reason: 'It went to the agent together with another review',
      settled_at: databaseNow(tx),
    });
  return waiting.flatMap(({ details }) =>
    details === null ? [] : JSON.parse(details).feedback,
  );
}
