import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CodeHostBudgetError,
  type BudgetedRequest,
  type CodeHostBudget,
  type RefusedRequest,
  type RemainingRequests,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { ensureBuckets } from '../../database/operations/budgets/ensureBuckets';
import { listBuckets } from '../../database/operations/budgets/listBuckets';
import {
  listHostStates,
  type HostStateRow,
} from '../../database/operations/budgets/listHostStates';
import { lowerBucket } from '../../database/operations/budgets/lowerBucket';
import {
  takeTokens,
  type Take,
} from '../../database/operations/budgets/takeTokens';
import { instruments } from '../../telemetry/instruments';
import { ATTRIBUTES } from '../../telemetry/names';
import { blockHost } from './blockHost';
import type { BudgetResource, LimitsOf } from './CodeHostLimits';
import { contentLimit } from './contentLimit';
import { costsOf, type Cost } from './costsOf';
import {
  findRestingHosts,
  findRooms,
  type BudgetNeed,
  type RoomFacts,
} from './findRooms';
import { planRest } from './planRest';
import { reductionOf } from './reductionOf';
import { tokenBucket } from './tokenBucket';

export interface DatabaseCodeHostBudgetOptions {
  knex: Knex;
  limitsOf: LimitsOf;
  /** How many seconds of a host's limits go by in one. Default: 1; more where a clock is compressed. */
  clockRate?: number;
  logger: Pick<LoggerService, 'warn'>;
}

/** Below so many, what the host says is left is written down. */
const FEW_REMAINING = 500;

const NAMES: Record<BudgetResource, string> = {
  requestsPerHour: 'requests for this hour',
  queryPointsPerHour: 'queries for this hour',
  pointsPerMinute: 'requests for this minute',
  contentPerMinute: 'new pull requests and comments for this minute',
  contentPerHour: 'new pull requests and comments for this hour',
};

/** What may be asked of code hosts, in buckets in the database that all replicas take from. */
export class DatabaseCodeHostBudget implements CodeHostBudget {
  static create(
    options: DatabaseCodeHostBudgetOptions,
  ): DatabaseCodeHostBudget {
    return new DatabaseCodeHostBudget(options);
  }

  readonly #knex: Knex;
  readonly #limitsOf: LimitsOf;
  readonly #clockRate: number;
  readonly #logger: Pick<LoggerService, 'warn'>;

  private constructor(options: DatabaseCodeHostBudgetOptions) {
    this.#knex = options.knex;
    this.#limitsOf = options.limitsOf;
    this.#clockRate = options.clockRate ?? 1;
    this.#logger = options.logger;
  }

  async take(request: BudgetedRequest): Promise<void> {
    const { host, kind } = request;
    let status = 'withheld';
    try {
      await this.#take(request);
      status = 'allowed';
    } finally {
      instruments().codeHostRequests.add(1, {
        [ATTRIBUTES.host]: host,
        [ATTRIBUTES.kind]: kind,
        [ATTRIBUTES.status]: status,
      });
    }
  }

  async #take(request: BudgetedRequest): Promise<void> {
    const { host } = request;
    const knex = this.#knex;
    const [state] = await listHostStates(knex, { host });
    const blockedSeconds = -(state?.seconds_since_block ?? 0);
    if (blockedSeconds > 0) {
      throw waitFor(host, blockedSeconds, 'wants to be left alone');
    }
    const takes = costsOf(request).flatMap(cost =>
      this.#toTake(cost, state, host),
    );
    if (await takeTokens({ knex, host, takes })) {
      return;
    }
    await ensureBuckets({ knex, host, buckets: takes });
    if (await takeTokens({ knex, host, takes })) {
      return;
    }
    const { seconds, resource } = planRest({
      takes,
      buckets: await listBuckets(knex, { host }),
    });
    throw waitFor(host, seconds, `has no more ${NAMES[resource]}`);
  }

  async recordRemaining(remaining: RemainingRequests): Promise<void> {
    const { host, remaining: tokens, resetSeconds } = remaining;
    if (tokens > FEW_REMAINING) {
      return;
    }
    for (const take of costsOf(remaining).flatMap(cost =>
      this.#toTake(cost, undefined, host),
    )) {
      if (
        take.resource === 'requestsPerHour' ||
        take.resource === 'queryPointsPerHour'
      ) {
        await lowerBucket({
          knex: this.#knex,
          host,
          account: take.account,
          resource: take.resource,
          perSecond: take.perSecond,
          remaining: tokens,
          resetSeconds: Math.max(1, resetSeconds / this.#clockRate),
        });
      }
    }
  }

  async recordRefusal(refusal: RefusedRequest): Promise<number> {
    const { host, kind, reason, retryAfterSeconds } = refusal;
    const limits = this.#limitsOf(host);
    const seconds = await this.#knex.transaction(tx =>
      blockHost({
        tx,
        host,
        reason,
        retryAfterSeconds,
        longestSeconds: limits.longestRestSeconds,
        contentPerHour: kind === 'content' ? limits.contentPerHour : undefined,
      }),
    );
    instruments().codeHostRefusals.add(1, {
      [ATTRIBUTES.host]: host,
      [ATTRIBUTES.kind]: kind,
    });
    this.#logger.warn(
      `${host} is left alone for ${Math.ceil(
        seconds,
      )} s by all replicas: ${reason}`,
    );
    return seconds;
  }

  /** Hosts that are blocked, or have too little left to begin something that takes so much. */
  async listRestingHosts(need: BudgetNeed): Promise<string[]> {
    return findRestingHosts(await this.#roomFacts(need));
  }

  /** How often something that takes so much can be begun on each host; one that is missing has no limits. */
  async listRooms(need: BudgetNeed): Promise<Map<string, number>> {
    return findRooms(await this.#roomFacts(need));
  }

  async #roomFacts(need: BudgetNeed): Promise<RoomFacts> {
    return {
      need,
      states: await listHostStates(this.#knex),
      buckets: await listBuckets(this.#knex),
      limitsOf: this.#limitsOf,
      clockRate: this.#clockRate,
    };
  }

  /** Nothing is taken where there is no limit. */
  #toTake(
    { account, resource, tokens }: Cost,
    state: HostStateRow | undefined,
    host: string,
  ): Take[] {
    const configured = this.#limitsOf(host)[resource];
    if (configured === undefined) {
      return [];
    }
    const limit =
      resource === 'contentPerHour'
        ? contentLimit(configured, reductionOf(state))
        : configured;
    const { capacity, perSecond } = tokenBucket(resource, limit);
    return [
      {
        account,
        resource,
        tokens,
        capacity,
        perSecond: perSecond * this.#clockRate,
      },
    ];
  }
}

function waitFor(host: string, seconds: number, why: string) {
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds));
  // the same words each time: the history takes the same reason once
  return new CodeHostBudgetError(`${host} ${why}; it goes on by itself`, {
    retryAfterSeconds,
  });
}
