// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table
      .timestamp('opened_at')
      .comment('When Skein opened or adopted it; null for before this column');
  });
  await knex('pull_requests').update({
    opened_at: knex('events')
      .min('at')
      .where({ to_state: 'prOpen' })
      .whereRaw('events.target_id = pull_requests.target_id'),
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table.dropColumn('opened_at');
  });
};
