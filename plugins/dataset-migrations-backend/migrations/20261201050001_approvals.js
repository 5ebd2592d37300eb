// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('approvals', table => {
    table.comment(
      'What one person has asked for and another one has to approve, because it reaches many targets.',
    );
    table.uuid('id').primary();
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.string('act', 20).notNullable().comment('start or revert');
    table
      .string('subject', 255)
      .notNullable()
      .comment('Which targets are meant, where an act is not about all');
    table.text('description').comment('The subject in words, for people');
    table.integer('contract_version').notNullable();
    table
      .string('plan_hash', 255)
      .notNullable()
      .comment('With another plan or contract it is void');
    table.integer('target_count').notNullable();
    table
      .string('state', 20)
      .notNullable()
      .comment('waiting, approved, withdrawn or used');
    table.text('reason').comment('Of who asked');
    table.string('requested_by', 255).notNullable();
    table.timestamp('requested_at').notNullable();
    table.string('decided_by', 255).comment('Who approved or withdrew it');
    table.timestamp('decided_at');
    table.index(['migration_id', 'state']);
    table.index(['state', 'requested_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('approvals');
};
