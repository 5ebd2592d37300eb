// @ts-check

const KEY_LENGTH = 64;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('dataset_lineage_nodes', table => {
    table.comment(
      'What may have an entity: datasets, jobs of OpenLineage, exposures of dbt.',
    );
    table
      .string('node_key', KEY_LENGTH)
      .primary()
      .comment('Hash of kind, namespace and name');
    table.string('kind', 16).notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table
      .text('component_ref')
      .comment('For a job: the component of the catalog that has its code');
    table
      .integer('version')
      .notNullable()
      .defaultTo(1)
      .comment('Grows with every change that its entity may show');
    table.integer('published_version').notNullable().defaultTo(0);
    table
      .text('published_ref')
      .comment('What the catalog was given, if it was');
    table.string('published_hash', KEY_LENGTH);
    table.index(
      ['kind', 'component_ref'],
      'dataset_lineage_nodes_component_idx',
    );
  });
  await knex.schema.createTable('dataset_lineage_facts', table => {
    table.comment('What a dbt manifest says of a node.');
    table.string('source_id', 255).notNullable();
    table.string('node_key', KEY_LENGTH).notNullable();
    table.string('hash', KEY_LENGTH).notNullable();
    table.text('facts').notNullable().comment('JSON');
    table.primary(['source_id', 'node_key']);
    table.index('node_key', 'dataset_lineage_facts_node_idx');
  });
  await knex.schema.createTable('dataset_lineage_sources', table => {
    table.comment('The manifests whose facts are stored.');
    table.string('source_id', 255).primary();
    table.string('hash', KEY_LENGTH).notNullable().comment('Of the text');
    table.text('etag').comment('Of whoever serves it');
  });
  await knex.schema.createTable('dataset_lineage_events', table => {
    table.comment('Events that were taken in, so that none counts twice.');
    table.string('event_key', KEY_LENGTH).primary();
    table.string('stamp', 28).notNullable();
    table.index('stamp', 'dataset_lineage_events_stamp_idx');
  });
  await knex.schema.createTable('dataset_lineage_edges', table => {
    table.comment('Jobs and the datasets that they read and write.');
    table.string('job_key', KEY_LENGTH).notNullable();
    table.string('dataset_key', KEY_LENGTH).notNullable();
    table.string('direction', 6).notNullable().comment('input or output');
    table.string('stamp', 28).notNullable().comment('Of the newest event');
    table.primary(['job_key', 'dataset_key', 'direction']);
    table.index('dataset_key', 'dataset_lineage_edges_dataset_idx');
    table.index('stamp', 'dataset_lineage_edges_stamp_idx');
  });
  await knex.schema.createTable('dataset_lineage_facets', table => {
    table.comment('The newest facets of jobs and datasets.');
    table.string('node_key', KEY_LENGTH).notNullable();
    table.string('facet', 32).notNullable();
    table.string('stamp', 28).notNullable().comment('Of the newest event');
    table.string('hash', KEY_LENGTH).notNullable();
    table.text('body').notNullable().comment('JSON');
    table.primary(['node_key', 'facet']);
    table.index('stamp', 'dataset_lineage_facets_stamp_idx');
  });
  await knex.schema.createTable('dataset_lineage_aliases', table => {
    table.comment('Other names of a dataset, by the facet symlinks.');
    table.string('alias_key', KEY_LENGTH).primary();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'aliases',
    'facets',
    'edges',
    'events',
    'sources',
    'facts',
    'nodes',
  ]) {
    await knex.schema.dropTable(`dataset_lineage_${name}`);
  }
};
