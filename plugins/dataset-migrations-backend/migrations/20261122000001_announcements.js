// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('announcements', table => {
    table.comment('How far the events have been told to people.');
    table.string('audience', 60).primary();
    table
      .bigInteger('last_event_id')
      .notNullable()
      .comment('Later events have not been told yet');
  });
  await knex('announcements').insert({
    audience: 'notifications',
    last_event_id: 0,
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('announcements');
};
