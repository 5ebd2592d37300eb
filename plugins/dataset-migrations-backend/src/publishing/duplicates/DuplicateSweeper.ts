import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CodeHost } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { BudgetNeed } from '../../codeHosts/budget/findRooms';
import type { DatabaseCodeHostBudget } from '../../codeHosts/budget/DatabaseCodeHostBudget';
import type { CodeHosts } from '../../codeHosts/CodeHosts';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { claimSweeps } from '../../database/operations/pullRequests/claimSweeps';
import { planDuplicates, type DuplicatePlan } from './planDuplicates';

export interface DuplicateSweeperOptions {
  knex: Knex;
  codeHosts: CodeHosts;
  budget: Pick<DatabaseCodeHostBudget, 'listRestingHosts'>;
  branchPrefix: string;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

type ClaimedSweep = Awaited<ReturnType<typeof claimSweeps>>[number];

const LIMIT = 50;
const DAY = 24 * 3600;
const NEED: BudgetNeed = { requestsPerHour: 500, pointsPerMinute: 50 };

/**
 * Looks through the repositories of open pull requests, once a day, for others that are for the same target and
 * generation. The protocol lets none come about; should one do so all the same, it is closed and somebody hears of it.
 */
export class DuplicateSweeper {
  static create(options: DuplicateSweeperOptions): DuplicateSweeper {
    return new DuplicateSweeper(options);
  }

  readonly #options: DuplicateSweeperOptions;

  private constructor(options: DuplicateSweeperOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    const { knex, codeHosts, budget, logger } = this.#options;
    const withoutHosts = await budget.listRestingHosts(NEED);
    const sweeps = await knex.transaction(tx =>
      claimSweeps({ tx, limit: LIMIT, nextSeconds: DAY, withoutHosts }),
    );
    for (const sweep of sweeps) {
      try {
        await this.#sweep(codeHosts.forHost(sweep.host), sweep);
      } catch (error) {
        // its turn comes again; a day late is soon enough for what hardly ever is
        logger.warn(
          `${sweep.host}/${sweep.repository_owner}/${sweep.repository_name} could not be looked through for duplicates: ${error}`,
        );
      }
    }
  }

  async #sweep(codeHost: CodeHost, sweep: ClaimedSweep): Promise<void> {
    const repository = {
      host: sweep.host,
      owner: sweep.repository_owner,
      name: sweep.repository_name,
    };
    const open = await codeHost.listPullRequests?.(repository);
    const plans = planDuplicates({
      open: open ?? [],
      branchPrefix: this.#options.branchPrefix,
      recorded: {
        migrationId: sweep.migration_id,
        targetId: sweep.target_id,
        generation: sweep.generation,
        number: sweep.number,
        pushedSha: sweep.pushed_sha ?? undefined,
      },
    });
    for (const plan of plans) {
      await this.#record(sweep, plan);
      if (plan.act === 'close') {
        await codeHost.closePullRequest({
          repository,
          number: plan.duplicate.number,
          comment: `This pull request is for the same change as #${sweep.number}, so that it is closed; nothing is lost.`,
        });
      }
    }
  }

  /** Before anything happens: what was closed without a word in the history would be a riddle. */
  async #record(
    sweep: ClaimedSweep,
    { duplicate, act }: DuplicatePlan,
  ): Promise<void> {
    const { knex, onChange, logger } = this.#options;
    const what = `Pull request #${duplicate.number} is for the same change as #${sweep.number}`;
    const reason =
      act === 'close'
        ? `${what}; it is closed`
        : `${what}, and somebody had a hand in it; close the one that is not wanted`;
    logger.error(`${reason} (${duplicate.url})`);
    await knex.transaction(tx =>
      recordEvent({
        tx,
        migrationId: sweep.migration_id,
        targetId: sweep.target_id,
        actor: 'skein',
        kind: 'duplicateFound',
        reason,
      }),
    );
    onChange(sweep.migration_id);
  }
}
