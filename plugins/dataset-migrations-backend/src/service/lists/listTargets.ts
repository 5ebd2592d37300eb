import type {
  ListTargetsRequest,
  TargetPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { listTargetRows } from '../../database/operations/targets/listTargetRows';
import { loadTargetFacts } from '../../database/operations/targets/loadTargetFacts';
import type { VisibleTo } from '../../permissions/whereOwned';
import { decodeCursor } from '../request/cursor';
import { toTargetMatch } from '../request/toTargetMatch';
import { toTarget } from '../response/toTarget';
import { DEFAULT_LIMIT, toPageInfo } from './page';

const LIST = 'targets';

/** A page of the targets of a migration, by repository. */
export async function listTargets(
  knex: Knex,
  request: ListTargetsRequest & { visibleTo?: VisibleTo },
): Promise<TargetPage> {
  const { migrationId, visibleTo, cursor, limit = DEFAULT_LIMIT } = request;
  const { rows, total } = await listTargetRows(knex, {
    migrationId,
    ...toTargetMatch(request),
    visibleTo,
    limit: limit + 1,
    after: decodeCursor({ list: LIST, cursor, schema: z.string() }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => row.target_key,
  });
  const facts = await loadTargetFacts(knex, page);
  return { items: facts.map(toTarget), totalItems: total, pageInfo };
}
