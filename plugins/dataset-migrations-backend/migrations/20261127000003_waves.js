// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('waves', table => {
    table.comment(
      'Targets of a migration that are released together; the next wave opens when the gate of the one before has passed.',
    );
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.integer('number').notNullable().comment('From 1, in order');
    table.string('title', 100).notNullable();
    table
      .string('state', 20)
      .notNullable()
      .comment('pending, open, draining, passed or halted');
    table.text('state_reason');
    table.timestamp('state_since').notNullable();
    table.text('gate').notNullable().defaultTo('{}').comment('JSON: WaveGate');
    table
      .timestamp('counts_from')
      .comment(
        'Failures before do not count, since a person has judged them; null for all',
      );
    table
      .timestamp('holds_since')
      .comment('Since when all but soak time and approval holds');
    table.string('approved_by', 400);
    table.timestamp('approved_at');
    table.primary(['migration_id', 'number']);
    table.index(['state'], 'waves_state_idx');
  });
  await knex.schema.alterTable('migrations', table => {
    table
      .text('rollout')
      .comment('JSON: WavePlan[] as a person asked for; null for the default');
  });
  await knex.schema.alterTable('targets', table => {
    table
      .integer('wave')
      .comment('Number of its wave; null for none, which holds nothing back');
    table
      .boolean('wave_by_hand')
      .notNullable()
      .defaultTo(false)
      .comment('A person chose the wave; the next plan keeps it');
    table.index(['migration_id', 'wave', 'state'], 'targets_wave_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('targets', table => {
    table.dropIndex([], 'targets_wave_idx');
  });
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  await knex.raw('alter table targets drop column wave');
  await knex.raw('alter table targets drop column wave_by_hand');
  await knex.raw('alter table migrations drop column rollout');
  await knex.schema.dropTable('waves');
};
