import { InputError } from '@backstage/errors';
import type {
  MigrationRequest,
  RevertRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../database/tables';
import { getWave } from './moveToWave';

/** More wrong targets than this are not named. */
const MOST_NAMED = 5;

/** Throws for a request that does not say exactly what to undo; gives why, and what in words. */
export async function checkRevert(
  tx: Knex.Transaction,
  request: MigrationRequest & RevertRequest,
): Promise<{ reason: string; subject: string }> {
  const { migrationId, wave, targetIds, all } = request;
  const reason = request.reason.trim();
  if (reason === '') {
    throw new InputError(
      'body.reason: "" says nothing; write why, so that those who review it understand',
    );
  }
  const given = [wave !== undefined, targetIds !== undefined, all === true];
  if (given.filter(Boolean).length !== 1) {
    throw new InputError(
      `body: ${
        given.filter(Boolean).length
      } of wave, targetIds and all: true are given; give exactly one of them`,
    );
  }
  if (wave !== undefined) {
    const { title } = await getWave(tx, migrationId, wave);
    return { reason, subject: `${title} (wave ${wave})` };
  }
  if (targetIds) {
    await checkTargets(tx, migrationId, targetIds);
    return { reason, subject: 'Some targets' };
  }
  return { reason, subject: 'All that was merged' };
}

async function checkTargets(
  tx: Knex.Transaction,
  migrationId: string,
  targetIds: readonly string[],
): Promise<void> {
  const rows = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .whereIn('id', targetIds)
    .select('id', 'state');
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  const problems = targetIds.flatMap((id, index) => {
    const state = states.get(id);
    return state === 'merged'
      ? []
      : [
          `body.targetIds[${index}]: '${id}' is ${
            state ?? 'no target of this migration'
          }`,
        ];
  });
  if (problems.length > 0) {
    const others = problems.length - MOST_NAMED;
    throw new InputError(
      `${problems.slice(0, MOST_NAMED).join('; ')}${
        others > 0 ? ` (and ${others} more)` : ''
      }; only what is merged can be reverted, so leave them out`,
    );
  }
}
