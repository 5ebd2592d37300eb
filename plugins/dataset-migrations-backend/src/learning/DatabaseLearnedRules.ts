import type { Knex } from 'knex';
import { listDecidedRules } from '../database/operations/learnedRules/listDecidedRules';
import type { LearnedRule } from './LearnedRule';

/** Rules that owners of migrations have approved. */
export class DatabaseLearnedRules {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DatabaseLearnedRules {
    return new DatabaseLearnedRules(options.knex);
  }

  async list(migrationId: string): Promise<LearnedRule[]> {
    const rows = await listDecidedRules(this.#knex, {
      migrationId,
      state: 'approved',
    });
    return rows.map(({ rule }) => JSON.parse(rule));
  }
}
