// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reverts', table => {
    table.comment(
      'What was merged and is to be undone. The pull request and the pushes of the n-th revert of a target are kept under its generation -n.',
    );
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.integer('number').notNullable().comment('From 1 for each target');
    table
      .integer('generation')
      .notNullable()
      .comment('Whose pull request is undone');
    table
      .string('state', 20)
      .notNullable()
      .comment('waiting, open, done, closed or needsHuman');
    table.text('state_reason');
    table.timestamp('state_since').notNullable();
    table.text('reason').notNullable().comment('Why somebody wants it undone');
    table.string('requested_by', 400).notNullable();
    table.timestamp('requested_at').notNullable();
    table
      .timestamp('begun_at')
      .comment('From then on something of it may stand on the code host');
    table
      .integer('fence')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up with each claim, so that a late worker writes nothing');
    table.string('lease_owner', 200);
    table.timestamp('lease_expires_at');
    table.timestamp('not_before').notNullable();
    table.integer('failure_count').notNullable().defaultTo(0);
    table.primary(['target_id', 'number']);
  });
  await knex.raw(
    `create unique index reverts_live_idx on reverts (target_id) where state in ('waiting', 'open')`,
  );
  await knex.raw(
    `create index reverts_waiting_idx on reverts (not_before) where state = 'waiting'`,
  );

  await knex.schema.alterTable('pull_requests', table => {
    table
      .boolean('behind')
      .comment(
        'Whether the host merges it only when it is up to date, which it is not',
      );
  });
  await knex.schema.alterTable('migrations', table => {
    table
      .integer('unpublished_in_row')
      .notNullable()
      .defaultTo(0)
      .comment('Publications that were given up one after the other');
    table
      .text('auto_merge')
      .comment('As JSON; null for what the configuration says');
    table
      .text('stale_policy')
      .comment('As JSON; null for what the configuration says');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reverts');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table pull_requests drop column behind');
  for (const column of ['auto_merge', 'stale_policy', 'unpublished_in_row']) {
    await knex.raw('alter table migrations drop column ??', [column]);
  }
};
