// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table
      .string('failure_class', 20)
      .comment('Class of the last failure; null after a success');
    table
      .integer('agent_failure_count')
      .notNullable()
      .defaultTo(0)
      .comment('Failures in a row that the attempt itself is to blame for');
    table
      .integer('lost_count')
      .notNullable()
      .defaultTo(0)
      .comment('How often in a row its worker was lost');
    table
      .string('agent', 60)
      .comment('The only agent that may run; null for the whole chain');
    table
      .boolean('interactive')
      .notNullable()
      .defaultTo(false)
      .comment('A person waits for it');
  });
  await knex.schema.alterTable('attempts', table => {
    table.string('failure_class', 20).comment('Why it failed');
  });
  await knex.schema.alterTable('migrations', table => {
    table
      .integer('failed_in_row')
      .notNullable()
      .defaultTo(0)
      .comment('Targets that failed for good since one came through');
  });
  // what the queue looks at is a small part of all targets
  await knex.raw(
    `create index targets_line_idx on targets (migration_id, not_before, id) where state = 'queued'`,
  );
  await knex.raw(
    `create index targets_interactive_idx on targets (migration_id) where state = 'queued' and interactive`,
  );
  await knex.raw(
    `create index targets_running_idx on targets (migration_id, owner_ref, host, interactive) where state = 'running'`,
  );
  await knex.raw(
    `create index targets_lease_idx on targets (lease_expires_at) where state = 'running'`,
  );

  await knex.schema.createTable('limits', table => {
    table.comment('What people have set other than the configuration.');
    table.string('kind', 30).notNullable().comment('runningAttempts or weight');
    table
      .string('scope', 20)
      .notNullable()
      .comment('global, host, team, owner or migration');
    table
      .string('subject', 400)
      .notNullable()
      .comment('Which host, team, owner or migration; * for each');
    table.integer('value').notNullable();
    table.string('set_by', 400).notNullable();
    table.timestamp('set_at').notNullable();
    table.primary(['kind', 'scope', 'subject']);
  });

  await knex.schema.createTable('fleet', table => {
    table.comment('One row, which a claim holds: so claims follow each other.');
    table.integer('id').primary();
    table
      .integer('epoch')
      .notNullable()
      .comment('Goes up when the fleet is stopped or started');
    table.boolean('stopped').notNullable();
    table.text('reason');
    table.string('changed_by', 400);
    table.timestamp('changed_at');
    table
      .double('clock')
      .notNullable()
      .comment('Virtual time of fair turns between owners');
  });
  await knex('fleet').insert({ id: 1, epoch: 0, stopped: false, clock: 0 });

  await knex.schema.createTable('queue_turns', table => {
    table.comment('How far each owner and migration has been served.');
    table.string('scope', 20).notNullable().comment('owner or migration');
    table.string('subject', 400).notNullable();
    table
      .double('finish')
      .notNullable()
      .comment('Virtual time at which its last turn ends');
    table
      .double('clock')
      .notNullable()
      .comment('Virtual time between the migrations of an owner');
    table.primary(['scope', 'subject']);
  });

  await knex.schema.createTable('replicas', table => {
    table.comment('Processes that work, with their last sign of life.');
    table.string('worker', 200).primary();
    table.string('host', 200).notNullable();
    table.integer('process_id').notNullable();
    table.timestamp('started_at').notNullable();
    table.timestamp('seen_at').notNullable();
    table
      .integer('epoch')
      .notNullable()
      .comment('The epoch of the fleet that it acts by');
    table.integer('slots').notNullable();
    table.integer('running').notNullable();
    table.index(['seen_at'], 'replicas_seen_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['replicas', 'queue_turns', 'fleet', 'limits']) {
    await knex.schema.dropTable(table);
  }
  for (const index of ['line', 'interactive', 'running', 'lease']) {
    await knex.raw(`drop index targets_${index}_idx`);
  }
  await knex.schema.alterTable('migrations', table => {
    table.dropColumn('failed_in_row');
  });
  await knex.schema.alterTable('attempts', table => {
    table.dropColumn('failure_class');
  });
  await knex.schema.alterTable('targets', table => {
    table.dropColumns(
      'failure_class',
      'agent_failure_count',
      'lost_count',
      'agent',
      'interactive',
    );
  });
};
