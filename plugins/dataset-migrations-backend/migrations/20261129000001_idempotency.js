// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.comment(
      'What was answered to calls that may be repeated; rows are deleted when they are a day old.',
    );
    table
      .string('actor', 400)
      .notNullable()
      .comment('Who called; keys of others are other keys');
    table.string('key', 255).notNullable();
    table
      .string('request_hash', 64)
      .notNullable()
      .comment('SHA-256 of what was asked for');
    table.text('answer').notNullable().comment('As JSON');
    table.timestamp('answered_at').notNullable();
    table.primary(['actor', 'key'], 'idempotency_keys_pk');
    table.index(['answered_at'], 'idempotency_keys_answered_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('idempotency_keys');
};
