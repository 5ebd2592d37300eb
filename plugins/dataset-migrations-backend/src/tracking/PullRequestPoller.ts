import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CodeHostBudgetError,
  CodeHostUnavailableError,
  type CodeHost,
  type ObservedPullRequest,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { BudgetNeed } from '../codeHosts/budget/findRooms';
import type { DatabaseCodeHostBudget } from '../codeHosts/budget/DatabaseCodeHostBudget';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { beginLookRun } from '../database/operations/lookRuns/beginLookRun';
import { endLookRun } from '../database/operations/lookRuns/endLookRun';
import { listBusyHosts } from '../database/operations/lookRuns/listBusyHosts';
import { renewLookRun } from '../database/operations/lookRuns/renewLookRun';
import { claimLooks } from '../database/operations/pullRequests/claimLooks';
import { returnLooks } from '../database/operations/pullRequests/returnLooks';
import type { DbPullRequestRow } from '../database/tables';
import { Heartbeat } from '../queue/Heartbeat';
import type { RebuildPolicy } from './rebuild/planRebuild';
import { recordObservation } from './recordObservation';

export interface PullRequestPollerOptions {
  knex: Knex;
  codeHosts: CodeHosts;
  budget: Pick<DatabaseCodeHostBudget, 'listRestingHosts' | 'recordRefusal'>;
  /** How soon an open pull request is looked at again when no webhook comes. */
  pollSeconds: number;
  /** The same for one that has been quiet for long. Default: as `pollSeconds`. */
  longestPollSeconds?: number;
  /** When a patch is made anew. Default: never. */
  rebuild?: RebuildPolicy;
  /** Whether failed checks may go to an agent at all. Default: false. */
  reacts?: boolean;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  /** How many pull requests are looked at at a time. Default: 500. */
  limit?: number;
  /** A number from 0 to 1 that spreads the looks. Default: chance. */
  random?: () => number;
  logger: LoggerService;
}

type ClaimedLook = DbPullRequestRow & { seenAt: string };

/** What one run looks at on one host. */
interface LookRun {
  host: string;
  run: string;
  looks: ClaimedLook[];
}

const DEFAULT_LIMIT = 500;
/** What a code host is asked for in one go. */
const AT_ONCE = 100;
/** What is left of the hour below that is for publishing. */
const NEED: BudgetNeed = { requestsPerHour: 100, pointsPerMinute: 10 };
/** A closed pull request is looked at less often. */
const CLOSED_SECONDS = 3_600;
const NO_REBUILD: RebuildPolicy = {
  onConflict: false,
  onBehind: false,
  mostPerDay: 0,
};
/** So long a host whose run was lost is not looked at by another. */
const RUN_LEASE_SECONDS = 60;
/** Looks never come in a burst just because the pull requests were opened in one. */
const SPREAD = 0.2;

/**
 * Looks at pull requests whose look is due, and records what has become of them. Over all replicas one run at a time
 * asks a host: a host that is slow would only become slower from a second one.
 */
export class PullRequestPoller {
  static create(options: PullRequestPollerOptions): PullRequestPoller {
    return new PullRequestPoller(options);
  }

  readonly #options: PullRequestPollerOptions;
  readonly #inFlight = new Set<Promise<void>>();
  /** How many pull requests are being looked at. */
  #looking = 0;

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
    for (const run of await this.#claim()) {
      const { host, looks } = run;
      this.#looking += looks.length;
      this.#track(this.#run(run))
        .catch(error => {
          this.#options.logger.error(
            `Pull requests on ${host} were not looked at: ${error}`,
          );
        })
        .finally(() => {
          this.#looking -= looks.length;
        });
    }
  }

  async #claim(): Promise<LookRun[]> {
    const { knex, pollSeconds, random = Math.random } = this.#options;
    const { longestPollSeconds = pollSeconds } = this.#options;
    const limit = (this.#options.limit ?? DEFAULT_LIMIT) - this.#looking;
    if (limit <= 0) {
      return [];
    }
    const resting = await this.#options.budget.listRestingHosts(NEED);
    const spread = 1 - SPREAD / 2 + SPREAD * random();
    return await knex.transaction(async tx => {
      const looks = await claimLooks({
        tx,
        limit,
        withoutHosts: [...resting, ...(await listBusyHosts(tx))],
        leastSeconds: pollSeconds * spread,
        mostSeconds: longestPollSeconds * spread,
        closedSeconds: Math.max(CLOSED_SECONDS, longestPollSeconds) * spread,
      });
      const runs: LookRun[] = [];
      for (const host of [...new Set(looks.map(look => look.host))].sort()) {
        const run = randomUUID();
        const ofHost = looks.filter(look => look.host === host);
        const leaseSeconds = RUN_LEASE_SECONDS;
        if (await beginLookRun({ knex: tx, host, run, leaseSeconds })) {
          runs.push({ host, run, looks: ofHost });
        } else {
          // another replica was faster; the next run finds them due
          await returnLooks({ tx, ids: ofHost.map(({ id }) => id) });
        }
      }
      return runs;
    });
  }

  async #run({ host, run, looks }: LookRun): Promise<void> {
    const { knex, logger } = this.#options;
    const leaseSeconds = RUN_LEASE_SECONDS;
    const heartbeat = Heartbeat.start({
      renew: async () =>
        (await renewLookRun({ knex, host, run, leaseSeconds }))
          ? 'renewed'
          : 'lost',
      leaseSeconds,
      logger,
    });
    try {
      await this.#lookAtHost(host, looks, heartbeat.signal);
    } finally {
      heartbeat.stop();
      await endLookRun({ knex, host, run });
    }
  }

  /** A host that is down is not asked for the rest, which are due again soon enough. */
  async #lookAtHost(
    host: string,
    looks: ClaimedLook[],
    signal: AbortSignal,
  ): Promise<void> {
    const codeHost = this.#options.codeHosts.forHost(host);
    const atOnce = codeHost.getPullRequests ? AT_ONCE : 1;
    for (let start = 0; start < looks.length; start += atOnce) {
      if (signal.aborted) {
        return;
      }
      const some = looks.slice(start, start + atOnce);
      const observed = await observe(codeHost, some);
      let down: Error | undefined;
      for (const [index, look] of some.entries()) {
        const failure = await this.#record(codeHost, look, observed[index]);
        down ??= failure;
      }
      if (down) {
        await this.#rest(host, down);
        return;
      }
    }
  }

  /** Gives the error when the host cannot be asked at the moment. */
  async #record(
    codeHost: CodeHost,
    look: ClaimedLook,
    observed: ObservedPullRequest | Error,
  ): Promise<Error | undefined> {
    const { knex, onChange, logger } = this.#options;
    if (observed instanceof Error) {
      const { host, repository_owner: owner, repository_name: name } = look;
      logger.warn(
        `Pull request ${host}/${owner}/${name}#${look.number} could not be looked at: ${observed}`,
      );
      return isUnavailable(observed) ? observed : undefined;
    }
    const changed = await recordObservation({
      knex,
      row: look,
      observed,
      rebuild: this.#options.rebuild ?? NO_REBUILD,
      reacts: this.#options.reacts ?? false,
      actor: codeHost.id,
    });
    if (changed !== undefined) {
      onChange(changed);
    }
    return undefined;
  }

  async #rest(host: string, down: Error): Promise<void> {
    const retryAfterSeconds = secondsToRest(down);
    if (retryAfterSeconds !== undefined) {
      await this.#options.budget.recordRefusal({
        host,
        kind: 'read',
        reason: down.message,
        retryAfterSeconds,
      });
    }
  }
}

/** Looks at several at once where the code host can do that. */
async function observe(
  codeHost: CodeHost,
  looks: ClaimedLook[],
): Promise<Array<ObservedPullRequest | Error>> {
  const addresses = looks.map(look => ({
    repository: {
      host: look.host,
      owner: look.repository_owner,
      name: look.repository_name,
    },
    number: look.number,
  }));
  try {
    return codeHost.getPullRequests
      ? await codeHost.getPullRequests(addresses)
      : [await codeHost.getPullRequest(addresses[0])];
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return looks.map(() => failure);
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
