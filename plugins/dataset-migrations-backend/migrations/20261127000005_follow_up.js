// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('look_runs', table => {
    table.comment(
      'Which hosts are asked for pull requests right now: each by one run at a time.',
    );
    table.string('host', 200).primary();
    table.uuid('run').notNullable();
    table.timestamp('expires_at').notNullable();
  });

  await knex.schema.alterTable('pull_requests', table => {
    table
      .timestamp('active_at')
      .comment('When people did something last, as far as it was seen');
    table
      .timestamp('stale_at')
      .comment('When it is looked at next for whether it is stale');
    table
      .timestamp('merge_at')
      .comment('When it is looked at next for whether it may be merged');
  });
  // what stands there already is quiet from now on: nobody is reminded of the past
  await knex('pull_requests').update({ active_at: knex.fn.now() });
  await knex.raw(
    `create index pull_requests_active_idx on pull_requests (active_at) where state = 'open'`,
  );

  // targets whose patch is made anew while their pull request is open
  await knex.raw(
    `create index targets_anew_idx on targets (owner_ref) where state in ('pending', 'queued', 'running', 'proposed') and begun_generation is not null`,
  );

  await knex.schema.createTable('branch_pushes', table => {
    table.comment(
      'Commits that Skein was about to push: a branch at one of them holds nothing of a human.',
    );
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.integer('generation').notNullable();
    table.string('sha', 64).notNullable();
    table.timestamp('pushed_at').notNullable();
    table.primary(['target_id', 'generation', 'sha']);
  });

  await knex.schema.createTable('effects', table => {
    table.comment(
      'What is to happen to pull requests besides being opened; written before it happens.',
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
    table.string('kind', 30).notNullable();
    table
      .string('key', 200)
      .notNullable()
      .comment('What is meant once for a pull request');
    table
      .string('state', 10)
      .notNullable()
      .comment('intended, done or dropped');
    table.timestamp('intended_at').notNullable();
    table.timestamp('due_at').notNullable();
    table.timestamp('settled_at');
    table
      .integer('attempt_count')
      .notNullable()
      .comment(
        'Goes up with each claim, so that a late worker settles nothing',
      );
    table.text('reason').comment('Why it was put off or dropped');
    table.unique(['pull_request_id', 'key'], {
      indexName: 'effects_key_idx',
    });
    table.index(['state', 'due_at'], 'effects_due_at_idx');
    table.index(['target_id'], 'effects_target_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['effects', 'branch_pushes', 'look_runs']) {
    await knex.schema.dropTable(table);
  }
  await knex.raw('drop index targets_anew_idx');
  await knex.raw('drop index pull_requests_active_idx');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  for (const column of ['active_at', 'stale_at', 'merge_at']) {
    await knex.raw('alter table pull_requests drop column ??', [column]);
  }
};
