import type {
  ConsumerPage,
  ListConsumersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { listConsumerRows } from '../../database/operations/consumers/listConsumerRows';
import { decodeCursor } from '../request/cursor';
import { parseRefParameter } from '../request/parseRefParameter';
import { toConsumer } from '../response/toConsumer';
import { DEFAULT_LIMIT, toPageInfo } from './page';

const LIST = 'consumers';

/** A page of the consumers of a migration, by hops and then by name. */
export async function listConsumers(
  knex: Knex,
  request: ListConsumersRequest,
): Promise<ConsumerPage> {
  const { migrationId, wrongEdge, cursor, limit = DEFAULT_LIMIT } = request;
  const { rows, total } = await listConsumerRows(knex, {
    migrationId,
    wrongEdge,
    undecided: request.undecided,
    ownerRef:
      request.ownerRef === undefined
        ? undefined
        : parseRefParameter('ownerRef', request.ownerRef),
    unowned: request.unowned,
    hops: request.hops,
    limit: limit + 1,
    after: decodeCursor({ list: LIST, cursor, schema: z.int32() }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => row.position,
  });
  return { items: page.map(toConsumer), totalItems: total, pageInfo };
}
