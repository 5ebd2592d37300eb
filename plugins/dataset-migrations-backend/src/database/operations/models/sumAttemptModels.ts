import type { AttemptModels } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { toDollars } from '../../../models/microdollars';
import type { DbBigInteger, DbModelRequestRow } from '../../tables';

interface SumRow {
  attempt_id: string;
  model: string;
  requests: DbBigInteger;
  microdollars: DbBigInteger;
  input_tokens: DbBigInteger;
  output_tokens: DbBigInteger;
}

/** What attempts have asked of models, by their ids; one that asked for nothing is absent. */
export async function sumAttemptModels(
  knex: Knex,
  attemptIds: string[],
): Promise<Map<string, AttemptModels>> {
  const rows: SumRow[] = await knex<DbModelRequestRow>('model_requests')
    .whereIn('attempt_id', attemptIds)
    .whereNot({ state: 'released' })
    .groupBy('attempt_id', 'model')
    .orderBy('model')
    .select('attempt_id', 'model')
    .count({ requests: '*' })
    .sum({
      microdollars: 'cost_microdollars',
      input_tokens: 'input_tokens',
      output_tokens: 'output_tokens',
    });
  const sums = new Map<string, AttemptModels>();
  for (const row of rows) {
    const sum = sums.get(row.attempt_id);
    sums.set(row.attempt_id, {
      requestCount: (sum?.requestCount ?? 0) + Number(row.requests),
      inputTokens: (sum?.inputTokens ?? 0) + Number(row.input_tokens),
      outputTokens: (sum?.outputTokens ?? 0) + Number(row.output_tokens),
      spentDollars: (sum?.spentDollars ?? 0) + toDollars(row.microdollars),
      models: [...(sum?.models ?? []), row.model],
    });
  }
  return sums;
}
