import type { Knex } from 'knex';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import { listNeedless } from '../../database/operations/effects/listNeedless';

const LIMIT = 100;

/**
 * Looks for open pull requests whose patch came out empty when it was made anew, and means to close them. It asks no
 * code host; what is meant finds out there whether it still holds.
 */
export class NeedlessKeeper {
  static create(options: { knex: Knex }): NeedlessKeeper {
    return new NeedlessKeeper(options.knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async tick(): Promise<void> {
    await this.#knex.transaction(async tx => {
      for (const { id, target_id } of await listNeedless(tx, LIMIT)) {
        await intendEffect({
          tx,
          targetId: target_id,
          pullRequestId: id,
          kind: 'closeNeedless',
          key: 'closeNeedless',
        });
      }
    });
  }
}
