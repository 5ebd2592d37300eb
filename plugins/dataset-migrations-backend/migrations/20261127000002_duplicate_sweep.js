// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table
      .timestamp('sweep_at')
      .comment('When its repository is looked through for duplicates next');
    table.index(['state', 'sweep_at'], 'pull_requests_sweep_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table.dropIndex(['state', 'sweep_at'], 'pull_requests_sweep_at_idx');
    table.dropColumn('sweep_at');
  });
};
