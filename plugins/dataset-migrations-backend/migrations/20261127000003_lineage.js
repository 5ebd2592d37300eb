// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('target_upstreams', table => {
    table.comment(
      'Which targets write what a target reads; it waits for them.',
    );
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table
      .uuid('upstream_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.primary(['target_id', 'upstream_id']);
    table.index(['upstream_id'], 'target_upstreams_upstream_idx');
  });
  await knex.schema.alterTable('targets', table => {
    table
      .integer('depth')
      .notNullable()
      .defaultTo(0)
      .comment('How many targets stand in a row before it');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table targets drop column depth');
  await knex.schema.dropTable('target_upstreams');
};
