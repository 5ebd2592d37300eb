/** A small dbt project, as dbt 1.8 writes it: a source, an ephemeral model, a table and an exposure. */
export function createManifest(changes: { nodes?: object } = {}) {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      adapter_type: 'bigquery',
      project_name: 'shop',
    },
    nodes: {
      'model.shop.clean_orders': createModel({
        name: 'clean_orders',
        config: { materialized: 'ephemeral' },
        depends_on: { macros: [], nodes: ['source.shop.raw.orders'] },
      }),
      'model.shop.daily_orders': createModel({
        name: 'daily_orders',
        description: 'One row for each day.',
        group: 'finance',
        tags: ['Finance Daily', 'pii'],
        original_file_path: 'models/marts/daily orders.sql',
        columns: {
          day: { name: 'day', data_type: 'DATE', description: 'In UTC' },
          total: { name: 'total', data_type: null, description: '' },
        },
        depends_on: { macros: [], nodes: ['model.shop.clean_orders'] },
      }),
      'test.shop.not_null': { resource_type: 'test', unique_id: 'x' },
      ...changes.nodes,
    },
    sources: {
      'source.shop.raw.orders': {
        unique_id: 'source.shop.raw.orders',
        resource_type: 'source',
        package_name: 'shop',
        name: 'orders',
        source_name: 'raw',
        identifier: 'orders_v1',
        database: 'acme-prod',
        schema: 'raw',
        original_file_path: 'models/sources.yml',
        meta: { owner: 'group:default/ingest' },
        columns: {},
        tags: [],
      },
      'source.shop.raw.unused': {
        unique_id: 'source.shop.raw.unused',
        resource_type: 'source',
        package_name: 'shop',
        name: 'unused',
        source_name: 'raw',
        database: 'acme-prod',
        schema: 'raw',
        columns: {},
      },
    },
    exposures: {
      'exposure.shop.revenue': {
        unique_id: 'exposure.shop.revenue',
        name: 'revenue',
        label: 'Revenue',
        package_name: 'shop',
        type: 'dashboard',
        maturity: 'high',
        url: 'https://bi.acme.example/revenue',
        owner: { name: null, email: 'finance@acme.example' },
        original_file_path: 'models/exposures.yml',
        depends_on: { macros: [], nodes: ['model.shop.daily_orders'] },
      },
    },
    groups: {
      'group.shop.finance': {
        unique_id: 'group.shop.finance',
        name: 'finance',
        owner: { name: 'finance', email: 'finance@acme.example' },
      },
    },
  };
}

/** A model of the project `shop`. */
export function createModel({
  name,
  ...model
}: {
  name: string;
  [key: string]: unknown;
}) {
  return {
    unique_id: `model.shop.${name}`,
    resource_type: 'model',
    package_name: 'shop',
    name,
    alias: name,
    database: 'acme-prod',
    schema: 'marts',
    description: '',
    original_file_path: `models/${name}.sql`,
    patch_path: 'shop://models/schema.yml',
    config: { materialized: 'table', meta: {} },
    meta: {},
    tags: [],
    columns: {},
    depends_on: { macros: [], nodes: [] as string[] },
    ...model,
  };
}
