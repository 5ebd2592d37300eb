// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('learned_rules', table => {
    table.comment(
      'What the owner of a migration decided about rules that repeat accepted changes of coding agents.',
    );
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.string('id', 64).notNullable().comment('SHA-256 of the rule');
    table.text('rule').notNullable().comment('As JSON; it never changes');
    table
      .text('target_ids')
      .notNullable()
      .comment('Targets whose changes it repeats, as JSON');
    table.string('state', 20).notNullable().comment('approved or declined');
    table.string('decided_by', 255).notNullable();
    table.timestamp('decided_at').notNullable();
    table.text('reason');
    table.primary(['migration_id', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('learned_rules');
};
