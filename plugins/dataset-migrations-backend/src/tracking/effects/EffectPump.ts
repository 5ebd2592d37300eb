import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { BudgetNeed } from '../../codeHosts/budget/findRooms';
import type { DatabaseCodeHostBudget } from '../../codeHosts/budget/DatabaseCodeHostBudget';
import type { CodeHosts } from '../../codeHosts/CodeHosts';
import {
  claimEffects,
  type ClaimedEffect,
} from '../../database/operations/effects/claimEffects';
import { postponeEffect } from '../../database/operations/effects/postponeEffect';
import { settleEffect } from '../../database/operations/effects/settleEffect';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { planFailure } from '../../publishing/planFailure';
import type { AutoMergePolicy } from '../merging/planAutoMerge';
import { narrowAutoMerge } from '../policies/narrowAutoMerge';
import { narrowReactions } from '../policies/narrowReactions';
import { narrowStale } from '../policies/narrowStale';
import type { ReactionPolicy } from '../reactions/ReactionPolicy';
import type { StalePolicy } from '../stale/planStale';
import { EFFECTS, type EffectOutcome, type SettledEffect } from './EFFECTS';

export interface EffectPumpOptions {
  knex: Knex;
  auditor: AuditorService;
  codeHosts: CodeHosts;
  budget: Pick<DatabaseCodeHostBudget, 'listRestingHosts'>;
  /** Address of the Backstage app. */
  appUrl: string;
  stale: StalePolicy;
  autoMerge: AutoMergePolicy;
  /** Default: agents answer nothing. */
  reactions?: ReactionPolicy;
  /** Ids of the coding agents that are installed. Default: none. */
  codingAgents?: readonly string[];
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

const NO_REACTIONS: ReactionPolicy = { enabled: false, rounds: 0 };
/** Few, since they are done one after the other while a tick lasts. */
const LIMIT = 10;
/** So long nobody else takes what a replica is at; a lost one's work goes on after it. */
const AGAIN_SECONDS = 120;
const FIRST_LATER_SECONDS = 300;
const LAST_LATER_SECONDS = 3_600;
/** What is left of the hour below that is for publishing. */
const NEED: BudgetNeed = {
  contentPerMinute: 10,
  contentPerHour: 30,
  requestsPerHour: 100,
};

/**
 * Brings about on code hosts what was meant for pull requests that are open. Each effect was written down before, and
 * finds out by itself whether it came about already, so that it may be tried again after any crash.
 */
export class EffectPump {
  static create(options: EffectPumpOptions): EffectPump {
    return new EffectPump(options);
  }

  readonly #options: EffectPumpOptions;
  readonly #inFlight = new Set<Promise<void>>();
  #stopped = false;

  private constructor(options: EffectPumpOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    const work = this.#work();
    this.#inFlight.add(work);
    try {
      await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  /** Begins nothing more, and waits until what has begun has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled(this.#inFlight);
  }

  async #work(): Promise<void> {
    const { knex, budget } = this.#options;
    const withoutHosts = await budget.listRestingHosts(NEED);
    for (let count = 0; count < LIMIT && !this.#stopped; count++) {
      // one at a time, so that what is known of it is of this very moment
      const [claim] = await knex.transaction(tx =>
        claimEffects({
          tx,
          limit: 1,
          againSeconds: AGAIN_SECONDS,
          withoutHosts,
        }),
      );
      if (!claim) {
        return;
      }
      await this.#bringAbout(claim);
    }
  }

  async #bringAbout(claim: ClaimedEffect): Promise<void> {
    const { codeHosts, appUrl, knex, auditor, stale, autoMerge } =
      this.#options;
    const { reactions = NO_REACTIONS, codingAgents = [] } = this.#options;
    let outcome: EffectOutcome;
    try {
      outcome = await EFFECTS[claim.effect.kind]({
        ...claim,
        knex,
        auditor,
        policy: narrowStale(stale, claim.followUp?.stale),
        autoMerge: narrowAutoMerge(autoMerge, claim.followUp?.autoMerge),
        reactions: narrowReactions(reactions, claim.followUp?.reactions),
        codingAgents,
        codeHost: codeHosts.forHost(claim.pullRequest.host),
        targetUrl: `${appUrl}/dataset-migrations/t/${claim.target.id}`,
      });
    } catch (error) {
      await this.#recordFailure(claim, error);
      return;
    }
    if (outcome.kind !== 'later') {
      await this.#settle(claim, outcome);
      return;
    }
    await postponeEffect({
      knex,
      effect: claim.effect,
      delaySeconds:
        outcome.seconds ??
        Math.min(
          FIRST_LATER_SECONDS *
            2 ** Math.min(claim.effect.attempt_count - 1, 10),
          LAST_LATER_SECONDS,
        ),
      reason: outcome.reason,
    });
  }

  async #recordFailure(claim: ClaimedEffect, error: unknown): Promise<void> {
    const { knex, logger } = this.#options;
    const { effect, pullRequest } = claim;
    const plan = planFailure({ error, failureCount: effect.attempt_count - 1 });
    logger.warn(
      `What was meant for ${pullRequest.url} (${effect.kind}) did not come about: ${error}`,
    );
    if (plan.kind === 'giveUp') {
      await this.#settle(claim, { kind: 'dropped', reason: plan.reason });
      return;
    }
    const { delaySeconds, reason } = plan;
    await postponeEffect({ knex, effect, delaySeconds, reason });
  }

  async #settle(claim: ClaimedEffect, outcome: SettledEffect): Promise<void> {
    const { knex, onChange } = this.#options;
    const { effect, target } = claim;
    const settled = await knex.transaction(async tx => {
      const isOurs = await settleEffect({
        tx,
        effect,
        state: outcome.kind,
        reason: outcome.reason,
      });
      if (isOurs) {
        await outcome.record?.(tx);
        if (outcome.event) {
          await recordEvent({
            tx,
            migrationId: target.migration_id,
            targetId: target.id,
            actor: 'skein',
            kind: outcome.event,
            reason: outcome.reason,
          });
        }
      }
      return isOurs;
    });
    if (settled) {
      onChange(target.migration_id);
    }
  }
}
