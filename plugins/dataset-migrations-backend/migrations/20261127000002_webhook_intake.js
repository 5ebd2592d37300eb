// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('webhook_deliveries', table => {
    table
      .text('about')
      .comment('JSON: what to look at; null when it speaks of nothing of ours');
    table
      .timestamp('due_at')
      .comment('When it is worked on next; null when that is done');
    table.integer('attempt_count').notNullable().defaultTo(0);
    table.text('error').comment('Why it could not be worked on');
    table.index(['due_at'], 'webhook_deliveries_due_at_idx');
    table.index(['received_at'], 'webhook_deliveries_received_at_idx');
  });
  await knex.schema.createTable('webhook_refusals', table => {
    table.comment('How many webhooks were refused, such as forged ones.');
    table.string('host_id', 60).primary();
    table.bigInteger('count').notNullable();
    table.timestamp('last_at').notNullable();
    table.text('last_reason').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('webhook_refusals');
  await knex.schema.alterTable('webhook_deliveries', table => {
    table.dropIndex(['received_at'], 'webhook_deliveries_received_at_idx');
    table.dropIndex(['due_at'], 'webhook_deliveries_due_at_idx');
    table.dropColumn('error');
    table.dropColumn('attempt_count');
    table.dropColumn('due_at');
    table.dropColumn('about');
  });
};
