import type { AttentionList } from '@skein/backstage-plugin-dataset-migrations-common';
import { ATTENDED_STATES, findAttention } from '../../attention/findAttention';
import { loadAttentionFacts } from '../../attention/loadAttentionFacts';
import { rankAttention } from '../../attention/rankAttention';
import { listMigrationRows } from '../../database/operations/migrations/listMigrationRows';
import type { DbMigrationRow } from '../../database/tables';
import type { VisibleTo } from '../../permissions/whereOwned';
import { getMigrationRow } from '../getMigrationView';
import type { ProgressContext } from './DefaultProgressService';

/** As the OpenAPI description says. */
const MOST_OF_ONE = 20;
const MOST_OF_ALL = 50;
/** Newest first; what is older than so many that are under way has been forgotten. */
const MOST_MIGRATIONS = 500;

/** What of one migration needs a person; throws `NotFoundError`. */
export async function getAttention(
  context: ProgressContext,
  migrationId: string,
): Promise<AttentionList> {
  const row = await getMigrationRow(context.knex, migrationId);
  return rank(context, [row], MOST_OF_ONE);
}

/** What needs a person in all migrations that the caller may see. */
export async function listAttention(
  context: ProgressContext,
  visibleTo: VisibleTo | undefined,
): Promise<AttentionList> {
  const { rows } = await listMigrationRows(context.knex, {
    states: ATTENDED_STATES,
    visibleTo,
    limit: MOST_MIGRATIONS,
  });
  return rank(context, rows, MOST_OF_ALL);
}

async function rank(
  context: ProgressContext,
  rows: DbMigrationRow[],
  most: number,
): Promise<AttentionList> {
  const facts = await loadAttentionFacts({ ...context, rows });
  return rankAttention(facts.flatMap(findAttention), most);
}
