const COLUMNS = 20;
const SOURCES_SHARE = 10;

/** The text of a manifest with as many models and sources, each model made from two others; some are described anew. */
export function renderManifest({ size, changed = 0 }) {
  const sources = Math.ceil(size / SOURCES_SHARE);
  const nodes = {};
  for (let index = sources; index < size; index += 1) {
    const node = model(index, index - sources < changed ? 'Changed.' : '');
    node.depends_on.nodes.push(
      idOf(index % sources, sources),
      idOf(index - 1, sources),
    );
    nodes[node.unique_id] = node;
  }
  return JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'bigquery',
      project_name: 'bench',
    },
    nodes,
    sources: Object.fromEntries(
      Array.from({ length: sources }, (_, index) => [
        idOf(index, sources),
        source(index, sources),
      ]),
    ),
  });
}

function idOf(index, sources) {
  return index < sources
    ? `source.bench.raw.source_${index}`
    : `model.bench.model_${index}`;
}

function model(index, note) {
  return {
    unique_id: `model.bench.model_${index}`,
    resource_type: 'model',
    package_name: 'bench',
    name: `model_${index}`,
    alias: `model_${index}`,
    database: 'acme-prod',
    schema: 'marts',
    description: `What model ${index} is for, and whom to ask about it. ${note}`,
    original_file_path: `models/marts/model_${index}.sql`,
    config: { materialized: 'table' },
    // most of a manifest is what nobody here reads
    raw_code: 'select * from {{ ref("something") }} where true\n'.repeat(20),
    columns: columns(),
    depends_on: { macros: [], nodes: [] },
  };
}

function source(index, sources) {
  return {
    unique_id: idOf(index, sources),
    resource_type: 'source',
    package_name: 'bench',
    source_name: 'raw',
    name: `source_${index}`,
    database: 'acme-prod',
    schema: 'raw',
    original_file_path: 'models/sources.yml',
    columns: columns(),
  };
}

function columns() {
  return Object.fromEntries(
    Array.from({ length: COLUMNS }, (_, index) => [
      `column_${index}`,
      {
        name: `column_${index}`,
        data_type: 'STRING',
        description: `Column ${index} of it.`,
      },
    ]),
  );
}
