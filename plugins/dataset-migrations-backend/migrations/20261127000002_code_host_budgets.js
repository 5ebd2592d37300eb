// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('code_hosts', table => {
    table.comment('What all replicas have to know of a code host.');
    table.string('host', 200).primary();
    table
      .timestamp('blocked_until')
      .comment('The host wants to be left alone until then');
    table.text('block_reason');
    table
      .integer('block_count')
      .notNullable()
      .defaultTo(0)
      .comment('Blocks without an hour of peace between them');
    table
      .double('content_per_hour')
      .comment('What the last block left of the limit; it grows by the hour');
    table.timestamp('reduced_at');
  });

  await knex.schema.createTable('code_host_budgets', table => {
    table.comment('Token buckets: what may be asked of a code host.');
    table.string('host', 200).notNullable();
    table
      .string('account', 200)
      .notNullable()
      .comment('Whose credentials; empty for what the host counts as one');
    table.string('resource', 40).notNullable();
    table.double('tokens').notNullable();
    table.timestamp('refilled_at').notNullable();
    table
      .timestamp('empty_until')
      .comment('The host said that nothing is left; it is full after that');
    table.primary(['host', 'account', 'resource']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('code_host_budgets');
  await knex.schema.dropTable('code_hosts');
};
