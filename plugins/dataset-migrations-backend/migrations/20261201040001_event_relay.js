// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // What happened before is in nobody's turn any more. PostgreSQL writes no row for a default, but SQLite cannot take one away.
  if (String(knex.client.config.client).includes('sqlite')) {
    await knex.raw('alter table events add column sequence bigint');
    await knex.raw('update events set sequence = 0');
  } else {
    await knex.raw('alter table events add column sequence bigint default 0');
    await knex.raw('alter table events alter column sequence drop default');
    await knex.raw(
      `comment on column events.sequence is 'Its turn to be told to others, in the order in which events became visible; null until it has one, 0 for what happened before there were turns'`,
    );
  }
  await knex.raw(
    'create unique index events_sequence_idx on events (sequence) where sequence > 0',
  );
  await knex.raw(
    'create index events_unsequenced_idx on events (id) where sequence is null',
  );
  await knex.schema.createTable('event_relay', table => {
    table.comment(
      'One row: which turns were given to events, and how far they have been published on the events service of Backstage.',
    );
    table.integer('id').primary();
    table.bigInteger('last_sequence').notNullable();
    table.bigInteger('published_sequence').notNullable();
    table.string('holder', 100).comment('Who publishes');
    table
      .timestamp('held_until')
      .comment('Another replica may publish from then on');
  });
  await knex('event_relay').insert({
    id: 1,
    last_sequence: 0,
    published_sequence: 0,
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('event_relay');
  await knex.raw('drop index events_unsequenced_idx');
  await knex.raw('drop index events_sequence_idx');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table events drop column sequence');
};
