// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('model_requests', table => {
    table.comment('Each request to a model, from before it is sent.');
    table.uuid('id').primary();
    table
      .uuid('attempt_id')
      .notNullable()
      .references('id')
      .inTable('attempts')
      .onDelete('CASCADE');
    table.uuid('target_id').notNullable();
    table.uuid('migration_id').notNullable();
    table
      .string('day', 10)
      .notNullable()
      .comment("Whose budget it takes from, by the database's clock in UTC");
    table.string('model', 200).notNullable();
    table
      .string('state', 10)
      .notNullable()
      .comment(
        'reserved, recorded, released, or lost: its attempt ended before it was known what it came to',
      );
    table.string('status', 10).comment('How it came out, when recorded');
    table.bigInteger('max_tokens').notNullable();
    table.bigInteger('reserved_microdollars').notNullable();
    table
      .bigInteger('cost_microdollars')
      .notNullable()
      .comment('What it counts for: what was reserved, until it is recorded');
    table.bigInteger('input_tokens').notNullable().defaultTo(0);
    table.bigInteger('output_tokens').notNullable().defaultTo(0);
    table.bigInteger('cache_read_tokens').notNullable().defaultTo(0);
    table.bigInteger('cache_write_tokens').notNullable().defaultTo(0);
    table.bigInteger('milliseconds').notNullable().defaultTo(0);
    table.timestamp('reserved_at').notNullable();
    table.timestamp('closed_at');
    table.index(['attempt_id', 'state'], 'model_requests_attempt_idx');
    table.index(['target_id', 'state'], 'model_requests_target_idx');
    table.index(
      ['migration_id', 'target_id', 'state'],
      'model_requests_migration_idx',
    );
  });

  await knex.schema.createTable('model_spending', table => {
    table.comment(
      'What an attempt, a migration and a day have spent on models, with what is reserved: the sums of model_requests.',
    );
    table.string('scope', 10).notNullable();
    table.string('subject', 36).notNullable();
    table.bigInteger('microdollars').notNullable();
    table.primary(['scope', 'subject']);
  });

  await knex.schema.alterTable('attempts', table => {
    table
      .text('prompts')
      .comment('What its agents told models, as a list of version, hash, text');
    table.integer('rounds').comment('How often agents worked on findings');
    table
      .string('agent_end', 20)
      .comment('finished, gaveUp or budgetExceeded; empty for no coding agent');
    table.text('agent_end_reason');
  });

  await knex.schema.alterTable('migrations', table => {
    table
      .text('agents')
      .comment('Which agents may run, in order; empty for all');
    table
      .string('fallback_agent', 100)
      .comment('Runs instead of one that its surroundings failed');
    table
      .bigInteger('model_budget_microdollars')
      .comment('What it may spend on models; empty for the default');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_spending');
  await knex.schema.dropTable('model_requests');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  for (const column of ['prompts', 'rounds', 'agent_end', 'agent_end_reason']) {
    await knex.raw('alter table attempts drop column ??', [column]);
  }
  for (const column of [
    'agents',
    'fallback_agent',
    'model_budget_microdollars',
  ]) {
    await knex.raw('alter table migrations drop column ??', [column]);
  }
};
