import type { Knex } from 'knex';
import type { EntityConfig } from '../config/lineageConfigSchema';
import { inChunks } from '../database/inChunks';
import type { DbFactsRow, DbNodeRow } from '../database/rows';
import { refOfNode, renderEntity } from '../entities/renderEntity';
import type { DatasetFacts, LineageFacts } from '../facts/LineageFacts';
import { mergeDatasetFacts } from '../facts/mergeDatasetFacts';
import { foldDataset, foldJob } from '../openlineage/foldEvents';
import { observeNodes, type Observations } from '../openlineage/observeNodes';
import type { NodeState } from './planMutation';

/** The entities that nodes should have by all that is known of them. */
export async function loadStates(
  knex: Knex,
  { rows, config }: { rows: DbNodeRow[]; config: EntityConfig },
): Promise<NodeState[]> {
  const keys = rows.map(row => row.node_key);
  const declared = await selectFacts(knex, keys);
  const observed = await observeNodes(knex, {
    keys,
    refOfJob: id => refOfNode('job', id, config),
  });
  return rows.map(row => {
    const facts = mergeFacts(row, {
      declared: declared.get(row.node_key) ?? [],
      observed,
      config,
    });
    return { row, ...(facts && { entity: renderEntity(facts, config) }) };
  });
}

interface KnownOfNode {
  declared: LineageFacts[];
  observed: Observations;
  config: EntityConfig;
}

function mergeFacts(
  row: DbNodeRow,
  { declared, observed, config }: KnownOfNode,
): LineageFacts | undefined {
  if (row.kind === 'exposure') {
    return declared[0];
  }
  if (row.kind === 'job') {
    const job = observed.jobs.get(row.node_key);
    return job && !job.componentRef ? foldJob(job, config.jobType) : undefined;
  }
  const dataset = observed.datasets.get(row.node_key);
  const [first, ...others] = [
    ...declared.filter(
      (facts): facts is DatasetFacts => facts.kind === 'dataset',
    ),
    ...(dataset ? [foldDataset(dataset)] : []),
  ];
  return first && mergeDatasetFacts([first, ...others]);
}

async function selectFacts(
  knex: Knex,
  keys: string[],
): Promise<Map<string, LineageFacts[]>> {
  const found = new Map<string, LineageFacts[]>();
  for (const chunk of inChunks(keys)) {
    const rows = await knex<DbFactsRow>('dataset_lineage_facts')
      .whereIn('node_key', chunk)
      .orderBy('source_id');
    for (const { node_key: key, facts } of rows) {
      found.set(key, [...(found.get(key) ?? []), JSON.parse(facts)]);
    }
  }
  return found;
}
