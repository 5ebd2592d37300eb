import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  CodeHostUnavailableError,
  type CodeHost,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { BudgetNeed } from '../../codeHosts/budget/findRooms';
import type { DatabaseCodeHostBudget } from '../../codeHosts/budget/DatabaseCodeHostBudget';
import type { CodeHosts } from '../../codeHosts/CodeHosts';
import { claimHearings } from '../../database/operations/conversations/claimHearings';
import { settleHearing } from '../../database/operations/conversations/settleHearing';
import type { DbPullRequestRow } from '../../database/tables';
import { toOptionalIso } from '../../database/time';
import { intendAnswers } from './intendAnswers';
import { selectRemarks, type SelectedRemark } from './selectRemarks';

export interface ConversationReaderOptions {
  knex: Knex;
  codeHosts: CodeHosts;
  budget: Pick<DatabaseCodeHostBudget, 'listRestingHosts'>;
  /** Whether reviews may go to an agent at all. Default: false. */
  reacts?: boolean;
  logger: LoggerService;
}

/** Few, since they are read one after the other while a tick lasts. */
const LIMIT = 10;
/** So long nobody else listens where a replica does; what a lost one was at is read again after it. */
const AGAIN_SECONDS = 120;
/** What is left of the hour below that is for publishing. */
const NEED: BudgetNeed = { requestsPerHour: 100, pointsPerMinute: 10 };
/** Who gives more commands at once on one pull request gets the others answered after these. */
const MOST_REMARKS = 50;

/**
 * Reads what people have said about open pull requests, and writes down what is to be done about it before anything is
 * done. Who may not write to the repository is not listened to.
 */
export class ConversationReader {
  static create(options: ConversationReaderOptions): ConversationReader {
    return new ConversationReader(options);
  }

  readonly #options: ConversationReaderOptions;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  private constructor(options: ConversationReaderOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    this.#working = this.#work();
    await this.#working;
  }

  /** Begins nothing more, and waits until what has begun has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working.catch(() => {});
  }

  async #work(): Promise<void> {
    const { knex, budget, logger } = this.#options;
    const resting = new Set(await budget.listRestingHosts(NEED));
    for (let count = 0; count < LIMIT && !this.#stopped; count++) {
      const [row] = await knex.transaction(tx =>
        claimHearings({
          tx,
          limit: 1,
          againSeconds: AGAIN_SECONDS,
          withoutHosts: [...resting],
        }),
      );
      if (!row) {
        return;
      }
      try {
        await this.#hear(row);
      } catch (error) {
        // what could not be read is read again when its claim has run out
        logger.warn(`What was said about ${row.url} was not read: ${error}`);
        if (error instanceof CodeHostUnavailableError) {
          resting.add(row.host);
        }
      }
    }
  }

  async #hear(row: DbPullRequestRow): Promise<void> {
    const { knex, codeHosts, reacts = false } = this.#options;
    const codeHost = codeHosts.forHost(row.host);
    if (!codeHost.listRemarks || !codeHost.mayWrite || !codeHost.addComment) {
      await knex.transaction(tx => settleHearing({ tx, row, complete: true }));
      return;
    }
    const { remarks, complete } = await codeHost.listRemarks({
      repository: repositoryOf(row),
      number: row.number,
      since: toOptionalIso(row.heard_until),
    });
    const selected = selectRemarks(remarks);
    const some = selected.slice(0, MOST_REMARKS);
    const isAll = some.length === selected.length;
    const last = isAll ? remarks.at(-1) : some.at(-1)?.remark;
    const wanted = await this.#listWanted(codeHost, row, some);
    await knex.transaction(async tx => {
      await intendAnswers({ tx, row, remarks: wanted, reacts });
      await settleHearing({
        tx,
        row,
        heardUntil: last?.writtenAt,
        complete: complete && isAll,
      });
    });
  }

  /** What was said by people who may write to the repository; each is asked about once. */
  async #listWanted(
    codeHost: CodeHost,
    row: DbPullRequestRow,
    selected: SelectedRemark[],
  ): Promise<SelectedRemark[]> {
    const writers = new Set<string>();
    for (const user of new Set(selected.map(({ remark }) => remark.author))) {
      if (await this.#mayWrite(codeHost, row, user)) {
        writers.add(user);
      }
    }
    return selected.filter(({ remark }) => writers.has(remark.author));
  }

  /** Where the host does not let Skein know, nobody may. */
  async #mayWrite(
    codeHost: CodeHost,
    row: DbPullRequestRow,
    user: string,
  ): Promise<boolean> {
    const repository = repositoryOf(row);
    try {
      return (await codeHost.mayWrite?.({ repository, user })) ?? false;
    } catch (error) {
      if (isError(error) && error.name === 'NotAllowedError') {
        this.#options.logger.warn(
          `What ${user} said about ${row.url} is not listened to, since Skein may not see who may write there: ${error.message}`,
        );
        return false;
      }
      throw error;
    }
  }
}

function repositoryOf(row: DbPullRequestRow) {
  return {
    host: row.host,
    owner: row.repository_owner,
    name: row.repository_name,
  };
}
