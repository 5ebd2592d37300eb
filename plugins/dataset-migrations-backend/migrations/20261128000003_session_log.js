// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('session_events', table => {
    table.comment(
      'What agents did in an attempt, in order; rows are added while it runs, and deleted when they are old.',
    );
    table.bigIncrements('id');
    table
      .uuid('attempt_id')
      .notNullable()
      .references('id')
      .inTable('attempts')
      .onDelete('CASCADE');
    table
      .integer('sequence')
      .notNullable()
      .comment('From 1 in each attempt, without gaps');
    table
      .timestamp('at')
      .notNullable()
      .comment("When it happened, by the database's clock");
    table.string('agent', 100).comment('Who did it; empty for the attempt');
    table.string('kind', 20).notNullable();
    table
      .text('body')
      .notNullable()
      .comment('What belongs to its kind, as JSON, without secrets');
    table.unique(['attempt_id', 'sequence'], {
      indexName: 'session_events_sequence_uniq',
    });
    table.index(['at'], 'session_events_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('session_events');
};
