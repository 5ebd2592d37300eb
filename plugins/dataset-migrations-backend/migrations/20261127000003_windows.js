// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rollout_calendars', table => {
    table.comment(
      'When targets may be released and published; both the migration and the team have to be open.',
    );
    table.string('scope', 20).notNullable().comment('migration or team');
    table
      .string('subject', 400)
      .notNullable()
      .comment('Id of a migration, or entity reference of an owner');
    table.text('calendar').notNullable().comment('JSON: RolloutCalendar');
    table.string('set_by', 400).notNullable();
    table.timestamp('set_at').notNullable();
    table.primary(['scope', 'subject']);
  });
  await knex.schema.alterTable('targets', table => {
    table
      .timestamp('window_from')
      .comment('Not released or published before; null for no bound');
    table
      .timestamp('window_until')
      .comment('Not released or published from then on; null for no bound');
    table.text('window_reason').comment('Why it is closed before window_from');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  for (const column of ['window_from', 'window_until', 'window_reason']) {
    await knex.raw('alter table targets drop column ??', [column]);
  }
  await knex.schema.dropTable('rollout_calendars');
};
