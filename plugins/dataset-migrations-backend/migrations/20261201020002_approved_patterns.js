// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('decisions', table => {
    table
      .uuid('exemplar_attempt_id')
      .comment(
        'The attempt whose patch was read for all of its shape; empty where this target was looked at itself',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table decisions drop column exemplar_attempt_id');
};
