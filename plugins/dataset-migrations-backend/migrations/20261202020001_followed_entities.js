// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('followed_entities', table => {
    table.comment(
      'Entities of the catalog that describe migrations, and what became of each of them.',
    );
    table.string('entity_ref', 255).primary();
    table
      .uuid('migration_id')
      .references('id')
      .inTable('migrations')
      .onDelete('SET NULL')
      .comment('The migration that was made from it, if one was');
    table
      .string('owner_ref', 255)
      .comment('Whom it names as the owner; empty while that cannot be read');
    table
      .string('state', 20)
      .notNullable()
      .comment('waiting, followed, refused or gone');
    table.text('problem').comment('Why it is not followed as it stands');
    table.timestamp('state_since').notNullable();
    table
      .string('seen_etag', 255)
      .comment('Of the entity when it was last looked at to its end');
    table.timestamp('looked_at').comment('When it was last looked at');
    table
      .text('base')
      .comment(
        'JSON: what it said of each field, and how the migration stood when both last agreed',
      );
    table
      .integer('revision')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up with each write, so that a late one changes nothing');
    table.index(['migration_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('followed_entities');
};
