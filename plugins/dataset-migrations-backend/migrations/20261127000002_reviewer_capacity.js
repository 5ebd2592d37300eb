// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table
      .integer('begun_generation')
      .comment(
        'The generation whose publication has begun: its pull request may be there already',
      );
  });
  // what occupies reviewers is a small part of all targets
  await knex.raw(
    `create index targets_reviewed_idx on targets (owner_ref) where state in ('publishing', 'prOpen')`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index targets_reviewed_idx');
  await knex.schema.alterTable('targets', table => {
    table.dropColumn('begun_generation');
  });
};
