// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('look_runs', table => {
    table.comment(
      'Which hosts are asked for pull requests right now: each by one run at a time.',
    );
    table.string('host', 200).primary();
    table.uuid('run').notNullable();
    table.timestamp('expires_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('look_runs');
};
