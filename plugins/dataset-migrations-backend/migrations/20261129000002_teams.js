// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('decisions', table => {
    table.comment(
      'What consumer teams and dataset owners said about targets. At most one of a target stands; the others are history.',
    );
    table.uuid('id').primary();
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.string('kind', 20).notNullable();
    table.string('state', 10).notNullable().comment('standing or ended');
    table
      .string('from_state', 20)
      .notNullable()
      .comment('Where the target stood, and goes on when the decision ends');
    table.text('reason');
    table
      .string('until_day', 10)
      .comment('YYYY-MM-DD; empty when it has no end of its own');
    table
      .string('time_zone', 60)
      .comment('In which that day begins, by its IANA name');
    table
      .timestamp('ends_at')
      .comment('When it ends by itself; empty when a person ends it');
    table
      .string('proposed_owner_ref', 400)
      .comment('Who owns the code, as the team says that does not');
    table.string('decided_by', 400).notNullable();
    table.timestamp('decided_at').notNullable();
    table.string('ended_by', 400);
    table.timestamp('ended_at');
    table.text('end_reason');
    table.index(['target_id'], 'decisions_target_idx');
  });
  await knex.raw(
    `create unique index decisions_standing_idx on decisions (target_id) where state = 'standing'`,
  );
  await knex.raw(
    `create index decisions_ends_at_idx on decisions (ends_at) where state = 'standing' and ends_at is not null`,
  );
  await knex.raw(
    `create index decisions_proposed_owner_idx on decisions (proposed_owner_ref) where state = 'standing' and proposed_owner_ref is not null`,
  );

  await knex.schema.alterTable('attempts', table => {
    table
      .string('shape', 64)
      .comment(
        'Hash of what its patch does, without the names that no contract speaks of; empty for one that changes nothing',
      );
  });
  await knex.raw(
    'create index attempts_shape_idx on attempts (shape) where shape is not null',
  );

  await knex.schema.createTable('notices', table => {
    table.comment(
      'What people are to be told. One for each recipient, migration, kind and period: more of the same goes into it.',
    );
    table.uuid('id').primary();
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.string('recipient', 400).notNullable();
    table.string('kind', 20).notNullable();
    table
      .string('period', 40)
      .notNullable()
      .comment('What it is told once for; empty for what may be told again');
    table
      .string('state', 10)
      .notNullable()
      .comment('waiting, sending, sent or dropped');
    table
      .integer('news_count')
      .notNullable()
      .defaultTo(1)
      .comment('How many events came into it');
    table.text('reason').comment('Of the newest event');
    table.timestamp('due_at').notNullable();
    table.timestamp('sent_at');
    table.integer('attempt_count').notNullable().defaultTo(0);
  });
  await knex.raw(
    `create unique index notices_waiting_idx on notices (migration_id, recipient, kind) where state = 'waiting'`,
  );
  await knex.raw(
    `create unique index notices_period_idx on notices (migration_id, recipient, kind, period) where period <> ''`,
  );
  await knex.raw(
    `create index notices_due_at_idx on notices (due_at) where state = 'waiting'`,
  );
  await knex.raw(
    'create index notices_sent_at_idx on notices (migration_id, recipient, kind, sent_at)',
  );

  await knex.schema.createTable('notice_preferences', table => {
    table.comment('What a group or a user wants to be told, and how often.');
    table.string('owner_ref', 400).primary();
    table
      .text('muted_kinds')
      .notNullable()
      .comment('Kinds of notices that are not wanted, as JSON');
    table
      .integer('digest_minutes')
      .comment('At most one of a kind in so long; null for what is configured');
    table.string('set_by', 400).notNullable();
    table.timestamp('set_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notice_preferences');
  await knex.schema.dropTable('notices');
  await knex.raw('drop index attempts_shape_idx');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table attempts drop column shape');
  await knex.schema.dropTable('decisions');
};
