// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('event_subscriptions', table => {
    table.comment('Who is sent events, by signed webhooks.');
    table.uuid('id').primary();
    table.string('title', 200).notNullable();
    table.text('url').notNullable();
    table
      .text('kinds')
      .notNullable()
      .comment(
        'Kinds of events that are wanted, as JSON; an empty list is all',
      );
    table
      .uuid('migration_id')
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE')
      .comment('Only of this one; empty for all');
    table.string('state', 10).notNullable().comment('active or disabled');
    table.text('state_reason');
    table
      .integer('secret_number')
      .notNullable()
      .comment(
        'The secret follows from a key of the configuration, the id and this; it stands nowhere',
      );
    table
      .string('secret_key_id', 16)
      .notNullable()
      .comment('Which key of the configuration');
    table.string('old_secret_key_id', 16);
    table
      .timestamp('old_secret_until')
      .comment('Until then the secret before signs too');
    table.string('created_by', 400).notNullable();
    table.timestamp('created_at').notNullable();
    table.string('changed_by', 400).notNullable();
    table.timestamp('changed_at').notNullable();
    table.timestamp('delivered_at').comment('When something last arrived');
    table
      .timestamp('failing_since')
      .comment('Since when nothing has arrived; empty when all is well');
    table.integer('failure_count').notNullable().defaultTo(0);
    table
      .string('notice', 10)
      .comment('waiting or told: that it was switched off by itself');
    table.index(['migration_id'], 'event_subscriptions_migration_idx');
  });

  await knex.schema.createTable('event_deliveries', table => {
    table.comment(
      'Events that are sent, or were: one row for each event and subscription.',
    );
    table.bigIncrements('id');
    table
      .uuid('subscription_id')
      .notNullable()
      .references('id')
      .inTable('event_subscriptions')
      .onDelete('CASCADE');
    table
      .bigInteger('event_id')
      .references('id')
      .inTable('events')
      .onDelete('CASCADE')
      .comment('Empty for a test');
    table
      .bigInteger('sequence')
      .notNullable()
      .comment('The turn of the event; 0 for a test');
    table
      .string('subject', 60)
      .notNullable()
      .comment('What is told in order: the target, or else the migration');
    table
      .string('state', 10)
      .notNullable()
      .comment('waiting, sending, delivered or failed');
    table.timestamp('due_at').notNullable();
    table
      .integer('attempt_count')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Goes up with each attempt, so that a late answer counts for none but its own',
      );
    table
      .integer('failure_count')
      .notNullable()
      .defaultTo(0)
      .comment('Attempts that failed since it was last asked for');
    table.integer('status').comment('Of the last answer');
    table.integer('duration_ms');
    table.text('error');
    table.timestamp('created_at').notNullable();
    table.timestamp('settled_at');
    table.index(['subscription_id', 'id'], 'event_deliveries_list_idx');
  });
  await knex.raw(
    'create unique index event_deliveries_event_idx on event_deliveries (subscription_id, event_id) where event_id is not null',
  );
  await knex.raw(
    `create index event_deliveries_due_idx on event_deliveries (due_at) where state in ('waiting', 'sending')`,
  );
  await knex.raw(
    `create index event_deliveries_order_idx on event_deliveries (subscription_id, subject, sequence) where state in ('waiting', 'sending')`,
  );
  await knex.raw(
    'create index event_deliveries_created_at_idx on event_deliveries (created_at)',
  );
  await knex.raw(
    'create index event_deliveries_event_id_idx on event_deliveries (event_id)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('event_deliveries');
  await knex.schema.dropTable('event_subscriptions');
};
