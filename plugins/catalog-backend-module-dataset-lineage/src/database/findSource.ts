import type { Knex } from 'knex';
import type { DbSourceRow } from './rows';

/** The manifest whose facts are stored. */
export async function findSource(
  knex: Knex,
  { sourceId }: { sourceId: string },
): Promise<{ hash: string; etag?: string } | undefined> {
  const row = await knex<DbSourceRow>('dataset_lineage_sources')
    .where({ source_id: sourceId })
    .first();
  return (
    row && { hash: row.hash, ...(row.etag !== null && { etag: row.etag }) }
  );
}
