// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table
      .boolean('late')
      .notNullable()
      .defaultTo(false)
      .comment('Found after the start');
  });
  await knex.schema.alterTable('migrations', table => {
    table
      .timestamp('consumers_look_at')
      .comment(
        'When to look for new consumers next; null for a while after the plan',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table targets drop column late');
  await knex.raw('alter table migrations drop column consumers_look_at');
};
