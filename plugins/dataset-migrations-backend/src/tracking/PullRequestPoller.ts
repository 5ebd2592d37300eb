import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CodeHostBudgetError,
  CodeHostUnavailableError,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { BudgetNeed } from '../codeHosts/budget/findRestingHosts';
import type { DatabaseCodeHostBudget } from '../codeHosts/budget/DatabaseCodeHostBudget';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { claimLooks } from '../database/operations/pullRequests/claimLooks';
import type { DbPullRequestRow } from '../database/tables';
import { recordObservation } from './recordObservation';

export interface PullRequestPollerOptions {
  knex: Knex;
  codeHosts: CodeHosts;
  budget: Pick<DatabaseCodeHostBudget, 'listRestingHosts' | 'recordRefusal'>;
  /** How often an open pull request is looked at when no webhook comes. */
  pollSeconds: number;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  /** How many pull requests one tick looks at. Default: 50. */
  limit?: number;
  /** A number from 0 to 1 that spreads the looks. Default: chance. */
  random?: () => number;
  logger: LoggerService;
}

type ClaimedLook = DbPullRequestRow & { seenAt: string };

const DEFAULT_LIMIT = 50;
/** What is left of the hour below that is for publishing. */
const NEED: BudgetNeed = { requestsPerHour: 100, pointsPerMinute: 10 };
/** A closed pull request is looked at that much less often. */
const CLOSED_FACTOR = 60;
/** Looks never come in a burst just because the pull requests were opened in one. */
const SPREAD = 0.2;

/** Looks at pull requests whose look is due, and records what has become of them. */
export class PullRequestPoller {
  static create(options: PullRequestPollerOptions): PullRequestPoller {
    return new PullRequestPoller(options);
  }

  readonly #options: PullRequestPollerOptions;
  readonly #inFlight = new Set<Promise<void>>();

  private constructor(options: PullRequestPollerOptions) {
    this.#options = options;
  }

  /** Claims what is due, up to the limit, and returns; a host that does not answer must not keep others waiting. */
  async tick(): Promise<void> {
    await this.#track(this.#begin());
  }

  /** As `tick`, for those who cannot handle that it fails. */
  wake(): void {
    this.tick().catch(error => {
      this.#options.logger.error(`Pull requests were not looked at: ${error}`);
    });
  }

  /** Waits until nothing is looked at. */
  async drain(): Promise<void> {
    while (this.#inFlight.size > 0) {
      await Promise.allSettled(this.#inFlight);
    }
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#inFlight.add(work);
    try {
      await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  async #begin(): Promise<void> {
    const looksByHost = new Map<string, ClaimedLook[]>();
    for (const look of await this.#claim()) {
      looksByHost.set(look.host, [...(looksByHost.get(look.host) ?? []), look]);
    }
    for (const [host, looks] of looksByHost) {
      this.#track(this.#lookAtHost(host, looks)).catch(error => {
        this.#options.logger.error(
          `Pull requests on ${host} were not looked at: ${error}`,
        );
      });
    }
  }

  async #claim(): Promise<ClaimedLook[]> {
    const { knex, pollSeconds, limit, random = Math.random } = this.#options;
    const withoutHosts = await this.#options.budget.listRestingHosts(NEED);
    const spread = 1 - SPREAD / 2 + SPREAD * random();
    return await knex.transaction(tx =>
      claimLooks({
        tx,
        limit: limit ?? DEFAULT_LIMIT,
        withoutHosts,
        nextLookSeconds: pollSeconds * spread,
        nextClosedLookSeconds: pollSeconds * spread * CLOSED_FACTOR,
      }),
    );
  }

  /** One after the other; a host that is down is not asked for the rest, which are due again soon enough. */
  async #lookAtHost(host: string, looks: ClaimedLook[]): Promise<void> {
    const { logger } = this.#options;
    for (const look of looks) {
      const { repository_owner: owner, repository_name: name, number } = look;
      try {
        await this.#look(look);
      } catch (error) {
        logger.warn(
          `Pull request ${host}/${owner}/${name}#${number} could not be looked at: ${error}`,
        );
        if (isUnavailable(error)) {
          const retryAfterSeconds = secondsToRest(error);
          if (retryAfterSeconds !== undefined) {
            await this.#options.budget.recordRefusal({
              host,
              kind: 'read',
              reason: error.message,
              retryAfterSeconds,
            });
          }
          return;
        }
      }
    }
  }

  async #look(look: ClaimedLook): Promise<void> {
    const { knex, codeHosts, onChange } = this.#options;
    const codeHost = codeHosts.forHost(look.host);
    const observed = await codeHost.getPullRequest({
      repository: {
        host: look.host,
        owner: look.repository_owner,
        name: look.repository_name,
      },
      number: look.number,
    });
    const changed = await recordObservation({
      knex,
      row: look,
      observed,
      actor: codeHost.id,
    });
    if (changed !== undefined) {
      onChange(changed);
    }
  }
}

function isUnavailable(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ServiceUnavailableError';
}

/** A budget that is used up is known to all replicas already. */
function secondsToRest(error: Error): number | undefined {
  return error instanceof CodeHostUnavailableError &&
    !(error instanceof CodeHostBudgetError)
    ? error.retryAfterSeconds
    : undefined;
}
