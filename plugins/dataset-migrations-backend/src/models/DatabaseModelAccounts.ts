import { ConflictError, InputError } from '@backstage/errors';
import {
  ModelBudgetExceededError,
  type AgentAttempt,
  type ModelAccount,
  type ModelBudgetScope,
  type ModelReservation,
  type ModelReservationRequest,
  type ModelUsage,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { closeModelRequest } from '../database/operations/models/closeModelRequest';
import { holdRunningAttempt } from '../database/operations/models/holdRunningAttempt';
import { insertModelRequest } from '../database/operations/models/insertModelRequest';
import { spend } from '../database/operations/models/spend';
import { readDatabaseClock } from '../database/time';
import { countModelUsage } from '../telemetry/countModelUsage';
import { explainBudget } from './explainBudget';
import { toDollars, toMicrodollars } from './microdollars';
import { migrationBudget, type ModelBudgets } from './ModelBudgets';

export interface DatabaseModelAccountsOptions {
  knex: Knex;
  budgets: ModelBudgets;
}

/** Whose budget a request takes from. They are always written in this order, so that no two replicas wait in a circle. */
type Payers = Array<{ scope: ModelBudgetScope; subject: string }>;

/** Opens the accounts of attempts: budgets for models that all replicas take from, each of them in the database. */
export class DatabaseModelAccounts {
  readonly #knex: Knex;
  readonly #budgets: ModelBudgets;

  private constructor({ knex, budgets }: DatabaseModelAccountsOptions) {
    this.#knex = knex;
    this.#budgets = budgets;
  }

  static create(options: DatabaseModelAccountsOptions): DatabaseModelAccounts {
    return new DatabaseModelAccounts(options);
  }

  open(attempt: AgentAttempt): ModelAccount {
    return {
      reserve: async request => await this.#reserve(attempt, request),
    };
  }

  async #reserve(
    attempt: AgentAttempt,
    request: ModelReservationRequest,
  ): Promise<ModelReservation> {
    const { model, maxTokens, maxCostDollars } = request;
    assertAmount('maxTokens', maxTokens);
    assertAmount('maxCostDollars', maxCostDollars);
    const id = randomUUID();
    const reserved = toMicrodollars(maxCostDollars);
    const payers = await this.#knex.transaction(async tx => {
      const migration = await holdRunningAttempt(tx, attempt.id);
      if (!migration) {
        throw new ConflictError(
          'The attempt is over, so no more models are asked for it',
        );
      }
      const day = (await readDatabaseClock(tx)).toUTC().toISODate()!;
      const paying: Payers = [
        { scope: 'attempt', subject: attempt.id },
        { scope: 'migration', subject: migration.id },
        { scope: 'day', subject: day },
      ];
      for (const { scope, subject } of paying) {
        const sum = await spend({ tx, scope, subject, microdollars: reserved });
        const limit = toMicrodollars(
          this.#limitOf(scope, migration.model_budget_microdollars),
        );
        if (sum > limit) {
          const used = toDollars(sum - reserved);
          throw new ModelBudgetExceededError({
            scope,
            limit: toDollars(limit),
            used,
            message: explainBudget({
              scope,
              limit: toDollars(limit),
              used,
              wanted: maxCostDollars,
            }),
          });
        }
      }
      await insertModelRequest({
        tx,
        row: {
          id,
          attempt_id: attempt.id,
          target_id: attempt.targetId,
          migration_id: migration.id,
          day,
          model: model.slice(0, 200),
          max_tokens: Math.ceil(maxTokens),
        },
        microdollars: reserved,
      });
      return paying;
    });
    return {
      record: async usage => {
        assertUsage(usage);
        const cost = toMicrodollars(usage.costDollars);
        await this.#close(id, payers, reserved - cost, {
          state: 'recorded',
          status: usage.status,
          cost_microdollars: cost,
          input_tokens: Math.ceil(usage.inputTokens),
          output_tokens: Math.ceil(usage.outputTokens),
          cache_read_tokens: Math.ceil(usage.cacheReadTokens),
          cache_write_tokens: Math.ceil(usage.cacheWriteTokens),
          milliseconds: Math.ceil(usage.milliseconds),
        });
        countModelUsage(model, usage);
      },
      release: async () =>
        await this.#close(id, payers, reserved, {
          state: 'released',
          cost_microdollars: 0,
        }),
    };
  }

  async #close(
    id: string,
    payers: Payers,
    freed: number,
    changes: Parameters<typeof closeModelRequest>[0]['changes'],
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      if (await closeModelRequest({ tx, id, changes })) {
        for (const { scope, subject } of payers) {
          await spend({ tx, scope, subject, microdollars: -freed });
        }
      }
    });
  }

  #limitOf(
    scope: ModelBudgetScope,
    ofMigration: number | string | null,
  ): number {
    switch (scope) {
      case 'attempt':
        return this.#budgets.attempt;
      case 'day':
        return this.#budgets.day;
      default:
        return migrationBudget(this.#budgets, ofMigration);
    }
  }
}

function assertUsage({ status, ...amounts }: ModelUsage): void {
  for (const [name, amount] of Object.entries(amounts)) {
    assertAmount(name, amount);
  }
}

function assertAmount(name: string, amount: number): void {
  if (!Number.isFinite(amount) || amount < 0) {
    throw new InputError(
      `${name} is ${amount}; give a number that is not below 0`,
    );
  }
}
