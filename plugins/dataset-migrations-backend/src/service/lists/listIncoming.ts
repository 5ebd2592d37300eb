import type {
  IncomingPage,
  ListIncomingRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { listIncomingRows } from '../../database/operations/incoming/listIncomingRows';
import { loadMigrationFacts } from '../../database/operations/migrations/loadMigrationFacts';
import { loadTargetFacts } from '../../database/operations/targets/loadTargetFacts';
import type { VisibleTo } from '../../permissions/whereOwned';
import { decodeCursor } from '../request/cursor';
import { parseRefParameter } from '../request/parseRefParameter';
import { toIncomingItem } from '../response/toIncomingItem';
import { DEFAULT_LIMIT, toPageInfo } from './page';

const LIST = 'incoming';

const position = z.strictObject({
  urgency: z.int32(),
  deadline: z.string(),
  id: z.uuid(),
});

/** A page of the targets that concern entities, most urgent first. */
export async function listIncoming(
  knex: Knex,
  request: ListIncomingRequest & { visibleTo?: VisibleTo },
): Promise<IncomingPage> {
  const { entityRef, cursor, visibleTo, limit = DEFAULT_LIMIT } = request;
  const { rows, total } = await listIncomingRows(knex, {
    entityRefs: entityRef.map(ref => parseRefParameter('entityRef', ref)),
    visibleTo,
    limit: limit + 1,
    after: decodeCursor({ list: LIST, cursor, schema: position }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: ({ urgency, deadline, id }) => ({ urgency, deadline, id }),
  });
  const targets = await loadTargetFacts(knex, page);
  const migrations = new Map(
    (
      await loadMigrationFacts(knex, [
        ...new Map(
          targets.map(({ migration }) => [migration.id, migration]),
        ).values(),
      ])
    ).map(facts => [facts.row.id, facts]),
  );
  return {
    items: targets.map(facts =>
      toIncomingItem(facts, migrations.get(facts.migration.id)!),
    ),
    totalItems: total,
    pageInfo,
  };
}
