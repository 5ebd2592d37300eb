// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('attempts', table => {
    table
      .text('ruling')
      .comment('What judges said of its patch, as JSON; empty for no judge');
    table
      .string('verdict', 10)
      .comment('The same in a word: accept, veto or undecided');
  });
  // few attempts are judged, and only these are counted
  await knex.raw(
    'create index attempts_verdict_idx on attempts (verdict) where verdict is not null',
  );
  await knex.schema.alterTable('migrations', table => {
    table
      .string('judge_mode', 10)
      .comment('advisory or blocking; empty for what the configuration says');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index attempts_verdict_idx');
  // not by the schema builder: on SQLite it makes the table anew, and what refers to it goes with the old one
  for (const column of ['ruling', 'verdict']) {
    await knex.raw('alter table attempts drop column ??', [column]);
  }
  await knex.raw('alter table migrations drop column judge_mode');
};
