// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('acts', table => {
    table.comment(
      'What people and programs asked to have changed, and what came of it; written before it is done.',
    );
    table.bigIncrements('id');
    table.timestamp('at').notNullable();
    table
      .string('actor', 400)
      .notNullable()
      .comment('Entity reference, subject of a token, or code host and login');
    table.string('act', 40).notNullable();
    table
      .string('through', 20)
      .notNullable()
      .comment('rest, action or pullRequest');
    table
      .string('outcome', 20)
      .notNullable()
      .comment('begun, done, denied, refused or failed');
    table.timestamp('ended_at');
    table
      .uuid('migration_id')
      .comment('No foreign key: an act outlives what it was about');
    table.uuid('target_id');
    table
      .text('asked')
      .notNullable()
      .comment('JSON: ActDetail[], the request in short');
    table.text('problem').comment('Why it was not done');
    table.index(['actor', 'at'], 'acts_actor_at_idx');
    table.index(['migration_id', 'id'], 'acts_migration_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('acts');
};
