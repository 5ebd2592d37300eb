import type {
  ListMigrationsRequest,
  MigrationPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { findMigration } from '../../database/operations/migrations/findMigration';
import { listMigrationRows } from '../../database/operations/migrations/listMigrationRows';
import { loadMigrationFacts } from '../../database/operations/migrations/loadMigrationFacts';
import type { VisibleTo } from '../../permissions/whereOwned';
import { decodeCursor, unknownCursor } from '../request/cursor';
import { parseRefParameter } from '../request/parseRefParameter';
import { toMigration } from '../response/toMigration';
import { DEFAULT_LIMIT, toPageInfo } from './page';

const LIST = 'migrations';

/** A page of migrations, newest first. */
export async function listMigrations(
  knex: Knex,
  request: ListMigrationsRequest & { visibleTo?: VisibleTo },
): Promise<MigrationPage> {
  const {
    entityRef,
    state,
    visibleTo,
    cursor,
    limit = DEFAULT_LIMIT,
  } = request;
  const after = decodeCursor({ list: LIST, cursor, schema: z.uuid() });
  if (cursor !== undefined && !(await findMigration(knex, after!))) {
    throw unknownCursor(cursor);
  }
  const { rows, total } = await listMigrationRows(knex, {
    entityRef:
      entityRef === undefined
        ? undefined
        : parseRefParameter('entityRef', entityRef),
    states: state,
    visibleTo,
    limit: limit + 1,
    after,
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => row.id,
  });
  const facts = await loadMigrationFacts(knex, page);
  return { items: facts.map(toMigration), totalItems: total, pageInfo };
}
