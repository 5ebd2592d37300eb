// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table
      .timestamp('changed_at')
      .comment('When something of it changed last, as far as it was seen');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table.dropColumn('changed_at');
  });
};
