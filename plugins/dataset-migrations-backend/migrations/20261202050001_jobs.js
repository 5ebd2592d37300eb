// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('jobs', table => {
    table.comment('Acts on many targets, which are worked off by and by.');
    table.uuid('id').primary();
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.string('act', 20).notNullable().comment('As for one target');
    table
      .text('details')
      .notNullable()
      .comment('What else was asked for, as JSON: reason, day, owner, agent');
    table
      .text('authority')
      .notNullable()
      .comment(
        'What the one who asked could do then, as JSON: it is held against what stands when a target has its turn',
      );
    table
      .string('state', 10)
      .notNullable()
      .comment('waiting, running, done or cancelled');
    table.integer('target_count').notNullable();
    table.string('created_by', 400).notNullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('ended_at');
    table.string('cancelled_by', 400);
    table.index(['migration_id', 'created_at'], 'jobs_migration_idx');
    table.index(['state', 'created_at'], 'jobs_state_idx');
  });

  await knex.schema.createTable('job_targets', table => {
    table.comment(
      'The targets of a job, chosen when it was made, and what became of each.',
    );
    table
      .uuid('job_id')
      .notNullable()
      .references('id')
      .inTable('jobs')
      .onDelete('CASCADE');
    table
      .uuid('target_id')
      .notNullable()
      .comment('Without a reference: a plan that is made anew has others');
    table.integer('position').notNullable().comment('In which order');
    table
      .string('state', 10)
      .notNullable()
      .comment('waiting, acted or refused');
    table.string('refusal', 20).comment('Why it was left as it is, by kind');
    table.text('message').comment('The same in words');
    table.primary(['job_id', 'target_id']);
    table.index(['job_id', 'state', 'position'], 'job_targets_turn_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('job_targets');
  await knex.schema.dropTable('jobs');
};
