import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { endDecision } from '../database/operations/decisions/endDecision';
import {
  claimDueDecision,
  listDueDecisions,
  type DueDecision,
} from '../database/operations/decisions/listDueDecisions';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { loadTargetFacts } from '../database/operations/targets/loadTargetFacts';
import { lockTarget } from '../database/operations/targets/lockTarget';
import { requeueTarget } from '../service/acts/requeueTarget';
import { decidedState } from './DECIDED_STATES';
import { resumeTarget } from './resumeTarget';

export interface DecisionKeeperOptions {
  knex: Knex;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

const LIMIT = 200;

/** Ends decisions whose day has come, by the database's clock: what was put off goes on, what was exempted is open again. */
export class DecisionKeeper {
  readonly #options: DecisionKeeperOptions;

  private constructor(options: DecisionKeeperOptions) {
    this.#options = options;
  }

  static create(options: DecisionKeeperOptions): DecisionKeeper {
    return new DecisionKeeper(options);
  }

  /** Each on its own: one that cannot be ended does not hold up the others. May run in several replicas at once. */
  async tick(): Promise<void> {
    const { knex, onChange, logger } = this.#options;
    for (const due of await listDueDecisions({ knex, limit: LIMIT })) {
      try {
        if (await knex.transaction(tx => end(tx, due))) {
          onChange(due.migrationId);
        }
      } catch (error) {
        logger.error(
          `A decision about the target ${due.targetId} could not be ended`,
          toError(error),
        );
      }
    }
  }
}

async function end(
  tx: Knex.Transaction,
  { id, targetId, migrationId }: DueDecision,
): Promise<boolean> {
  const migration = await holdMigration({ tx, migrationId });
  const row = await lockTarget(tx, targetId);
  // another replica may have been faster, and people may have said something else
  const decision = await claimDueDecision({ tx, id });
  if (!row || !decision) {
    return false;
  }
  const reason =
    decision.kind === 'snooze'
      ? 'The day until which it was put off has come'
      : 'The exception has ended';
  const [facts] = await loadTargetFacts(tx, [row]);
  const stands = decidedState(decision.kind) === row.state;
  if (stands && migration?.state !== 'cancelled') {
    const move = { tx, facts, reason, actor: 'skein' };
    await (decision.kind === 'snooze'
      ? resumeTarget({ ...move, fromState: decision.from_state })
      : requeueTarget({ ...move, interactive: false }));
  }
  await endDecision({ tx, targetIds: [targetId], by: 'skein', reason });
  return true;
}
