// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('migration_co_owners', table => {
    table.comment('Groups and users that run a migration beside its owner.');
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.string('owner_ref', 400).notNullable();
    table.primary(['migration_id', 'owner_ref']);
    table.index(['owner_ref'], 'migration_co_owners_owner_idx');
  });
  await knex.schema.alterTable('migrations', table => {
    table
      .string('transferred_by', 400)
      .comment(
        'Who handed it over last; empty as long as it belongs to whoever owns the dataset',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table migrations drop column transferred_by');
  await knex.schema.dropTable('migration_co_owners');
};
