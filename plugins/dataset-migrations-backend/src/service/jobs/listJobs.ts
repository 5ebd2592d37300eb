import type {
  JobPage,
  MigrationRequest,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { findJob } from '../../database/operations/jobs/findJob';
import { listJobRows } from '../../database/operations/jobs/listJobRows';
import { DEFAULT_LIMIT, toPageInfo } from '../lists/page';
import { decodeCursor, unknownCursor } from '../request/cursor';
import { toJobs } from './toJob';

const LIST = 'jobs';

/** A page of the jobs of a migration, newest first. */
export async function listJobs(
  knex: Knex,
  request: MigrationRequest & PageRequest,
): Promise<JobPage> {
  const { migrationId, cursor, limit = DEFAULT_LIMIT } = request;
  const after = decodeCursor({ list: LIST, cursor, schema: z.uuid() });
  if (cursor !== undefined && !(await findJob(knex, after!))) {
    throw unknownCursor(cursor);
  }
  const { rows, total } = await listJobRows(knex, {
    migrationId,
    limit: limit + 1,
    after,
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => row.id,
  });
  return { items: await toJobs(knex, page), totalItems: total, pageInfo };
}
