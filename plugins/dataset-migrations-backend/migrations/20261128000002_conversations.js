// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pull_requests', table => {
    table
      .timestamp('said_at')
      .comment('When something of it changed last, by the clock of its host');
    table
      .timestamp('hear_at')
      .comment('When what people said is read next; empty when nothing is new');
    table
      .timestamp('heard_until')
      .comment(
        'Up to when what people said was read, by the clock of its host',
      );
  });
  await knex.raw(
    `create index pull_requests_hear_at_idx on pull_requests (hear_at) where state = 'open' and hear_at is not null`,
  );

  await knex.schema.alterTable('effects', table => {
    table.text('details').comment('What it takes to bring it about, as JSON');
  });

  await knex.schema.alterTable('migrations', table => {
    table
      .text('reactions')
      .comment('As JSON; null for what the configuration says');
  });

  await knex.schema.createTable('reactions', table => {
    table.comment(
      'What checks and reviewers said of pull requests and was given to a coding agent, with what came of it.',
    );
    table.uuid('id').primary();
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table
      .uuid('pull_request_id')
      .notNullable()
      .references('id')
      .inTable('pull_requests')
      .onDelete('CASCADE');
    table.string('kind', 10).notNullable().comment('checks or review');
    table
      .integer('round')
      .notNullable()
      .comment('From 1 for each kind and pull request');
    table
      .string('state', 10)
      .notNullable()
      .comment('working, changed, unchanged or dropped');
    table.text('outcome').comment('What came of it, in a sentence');
    table
      .string('head_sha', 64)
      .notNullable()
      .comment('The commit that was spoken of');
    table
      .text('feedback')
      .notNullable()
      .comment('Who said what, as it was given to the agent');
    table
      .uuid('standing_attempt_id')
      .comment('The attempt whose patch was spoken of');
    table
      .uuid('attempt_id')
      .comment('The attempt that answers it; empty until that has ended');
    table.timestamp('begun_at').notNullable();
    table.timestamp('settled_at');
    table.unique(['pull_request_id', 'kind', 'round'], {
      indexName: 'reactions_round_idx',
    });
    table.index(['target_id', 'state'], 'reactions_target_idx');
  });
  await knex.raw(
    `create unique index reactions_working_idx on reactions (target_id) where state = 'working'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reactions');
  await knex.raw('drop index pull_requests_hear_at_idx');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  for (const column of ['said_at', 'hear_at', 'heard_until']) {
    await knex.raw('alter table pull_requests drop column ??', [column]);
  }
  await knex.raw('alter table effects drop column details');
  await knex.raw('alter table migrations drop column reactions');
};
