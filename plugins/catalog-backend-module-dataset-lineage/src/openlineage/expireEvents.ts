import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { DbEdgeRow, DbFacetRow } from '../database/rows';
import { touchNodesByKey } from '../database/touchNodes';
import { stampOfTime } from './stampOf';

/** Forgets what no event has told of since a time, and touches what showed it. */
export async function expireEvents(
  knex: Knex,
  { before }: { before: number },
): Promise<void> {
  const bound = stampOfTime(before);
  await knex.transaction(async tx => {
    const edges = await tx<DbEdgeRow>('dataset_lineage_edges')
      .where('stamp', '<', bound)
      .select('job_key', 'dataset_key');
    const facets = await tx<DbFacetRow>('dataset_lineage_facets')
      .where('stamp', '<', bound)
      .select('node_key');
    for (const table of ['edges', 'facets', 'events']) {
      await tx(`dataset_lineage_${table}`).where('stamp', '<', bound).delete();
    }
    // who wrote a dataset with what he read no longer does
    const jobKeys = [...new Set(edges.map(edge => edge.job_key))];
    const outputs: string[] = [];
    for (const chunk of inChunks(jobKeys)) {
      outputs.push(
        ...(await tx<DbEdgeRow>('dataset_lineage_edges')
          .whereIn('job_key', chunk)
          .pluck('dataset_key')),
      );
    }
    await touchNodesByKey(tx, {
      keys: [
        ...jobKeys,
        ...outputs,
        ...edges.map(edge => edge.dataset_key),
        ...facets.map(facet => facet.node_key),
      ],
    });
  });
}
