import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { DbEdgeRow, DbFacetRow, DbNodeRow } from '../database/rows';
import { touchNodesByKey } from '../database/touchNodes';
import type { ComponentIndex } from './ComponentIndex';
import { findJobPlace } from './findJobPlace';

/**
 * Notes for jobs which component has their code, and touches what shows it where that has changed. Without `changedOnly` for
 * all jobs, since components come and go as well.
 */
export async function matchJobs(
  knex: Knex,
  options: { components: ComponentIndex; changedOnly: boolean },
): Promise<void> {
  const { components, changedOnly } = options;
  const query = knex<DbNodeRow>('dataset_lineage_nodes as node')
    .leftJoin<DbFacetRow>('dataset_lineage_facets as facet', join =>
      join
        .on('facet.node_key', 'node.node_key')
        .andOnVal('facet.facet', 'sourceCodeLocation'),
    )
    .where('node.kind', 'job')
    .select('node.node_key', 'node.component_ref', 'facet.body');
  if (changedOnly) {
    query.whereRaw('node.version > node.published_version');
  }
  const rows: Array<{
    node_key: string;
    component_ref: string | null;
    body: string | null;
  }> = await query;
  for (const { node_key: key, component_ref: known, body } of rows) {
    const place = body === null ? undefined : findJobPlace(JSON.parse(body));
    const found = (place && components.findComponent(place)) ?? null;
    if (found !== known) {
      await setComponent(knex, { key, componentRef: found });
    }
  }
}

async function setComponent(
  knex: Knex,
  { key, componentRef }: { key: string; componentRef: string | null },
): Promise<void> {
  await knex.transaction(async tx => {
    await tx<DbNodeRow>('dataset_lineage_nodes')
      .where({ node_key: key })
      .update({ component_ref: componentRef });
    const datasets = await tx<DbEdgeRow>('dataset_lineage_edges')
      .where({ job_key: key })
      .pluck('dataset_key');
    for (const keys of inChunks([key, ...datasets])) {
      await touchNodesByKey(tx, { keys });
    }
  });
}
