import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { GithubCodeHost } from '@skein/backstage-plugin-dataset-migrations-backend-module-github';
import type {
  AgentRunOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import {
  startLocalEstateProcess,
  type LocalEstateProcess,
} from '@skein/local-estate';
import type { Knex } from 'knex';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import type {
  DbBranchPushRow,
  DbEventRow,
  DbPullRequestRow,
  DbReactionRow,
  DbTargetRow,
} from '../../database/tables';
import { nowPlus } from '../../database/time';
import { AttemptRunner } from '../../execution/AttemptRunner';
import { DEFAULT_JUDGE_POLICY } from '../../judging/JudgePolicy';
import { WorkingDirectory } from '../../execution/WorkingDirectory';
import { TrustedRepository } from '../../git/TrustedRepository';
import { PublicationPump } from '../../publishing/PublicationPump';
import { PublicationQueue } from '../../publishing/PublicationQueue';
import { Publisher } from '../../publishing/Publisher';
import { Pump } from '../../queue/Pump';
import { TargetQueue } from '../../queue/TargetQueue';
import { createTestBudget } from '../../tests/createTestBudget';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { NO_MODELS } from '../../tests/NO_MODELS';
import { openOwnDatabase } from '../../tests/openOwnDatabase';
import { ConversationReader } from '../conversations/ConversationReader';
import { EffectPump } from '../effects/EffectPump';
import { PullRequestPoller } from '../PullRequestPoller';
import { PeopleOnGithub } from './PeopleOnGithub';

const REPOSITORY = 'pricing-sql';
const OWNER = 'acme';

/** What the agent of a test does with a file that was said something about. */
export type Answer = (
  options: AgentRunOptions,
  file: { read(): Promise<string>; write(content: string): Promise<void> },
) => Promise<void>;

interface Parts {
  estate: LocalEstateProcess;
  directory: string;
  codeHost: GithubCodeHost;
  knex: Knex;
  trusted: TrustedRepository;
  workingDirectory: WorkingDirectory;
}

/** The double of GitHub with real git, and all of Skein that answers what is said there. */
export class AnswerBench {
  /** Gives one that is up, with nothing in its database. */
  static async open(
    estate: LocalEstateProcess,
    databases: TestDatabases,
    id: TestDatabaseId,
  ): Promise<AnswerBench> {
    const logger = mockServices.logger.mock();
    const directory = await mkdtemp(join(tmpdir(), 'answer-on-github-'));
    const codeHost = GithubCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: {
            github: [
              {
                host: estate.host,
                apiBaseUrl: estate.apiUrl,
                token: estate.token,
              },
            ],
          },
        },
      }),
      logger,
    });
    const address = { host: estate.host, owner: OWNER, name: REPOSITORY };
    const { cloneUrl } = await codeHost.getRepository(address);
    const { authorization } = await codeHost.getGitCredentials(address);
    return new AnswerBench({
      estate,
      directory,
      codeHost,
      knex: await openOwnDatabase(databases, id),
      trusted: await TrustedRepository.open({
        directory: join(directory, 'people'),
        cloneUrl,
        authorization,
        signal: new AbortController().signal,
        logger,
      }),
      workingDirectory: await WorkingDirectory.create({
        root: join(directory, 'skein'),
        logger,
      }),
    });
  }

  static async startEstate(directory: string): Promise<LocalEstateProcess> {
    return await startLocalEstateProcess({
      directory,
      ciDelayMilliseconds: 0,
      repositories: [REPOSITORY],
    });
  }

  readonly knex: Knex;
  readonly people: PeopleOnGithub;
  /** What the coding agent does; by default it changes nothing. */
  answer: Answer = async () => {};
  /** What the coding agent was given, each time that it ran. */
  readonly given: AgentRunOptions[] = [];
  readonly #parts: Parts;
  /** The file that is changed. */
  readonly path = `jobs/${randomUUID()}.txt`;
  #targetId = '';

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.knex = parts.knex;
    this.people = new PeopleOnGithub({
      ...parts,
      repository: `${OWNER}/${REPOSITORY}`,
      path: this.path,
      number: async () => (await this.pullRequest()).number,
    });
  }

  async close(): Promise<void> {
    await rm(this.#parts.directory, { recursive: true, force: true });
  }

  /** Brings a target to its open pull request; its patch makes `old` in a file `new`. */
  async openPullRequest(): Promise<void> {
    await this.people.push('main', 'old\n');
    const { targetIds } = await insertTestMigration({
      knex: this.knex,
      requiredLevel: 'E0',
      targets: [{ host: this.#parts.estate.host, repository_name: REPOSITORY }],
    });
    [this.#targetId] = targetIds;
    await this.work();
    await this.publish();
    const { state, state_reason: reason } = await this.target();
    if (state !== 'prOpen') {
      throw new Error(`The target is ${state}: ${reason}`);
    }
    await this.untilChecked();
  }

  /** Lets agents work on what is queued. */
  async work(): Promise<void> {
    const logger = mockServices.logger.mock();
    await this.knex<DbTargetRow>('targets').update({
      not_before: nowPlus(this.knex, -1),
    });
    const pump = Pump.create({
      queue: TargetQueue.create({
        knex: this.knex,
        worker: randomUUID(),
        leaseSeconds: 60,
        onChange: () => {},
      }),
      runner: AttemptRunner.create({
        codeHosts: this.#codeHosts(),
        judging: { judges: [], policy: DEFAULT_JUDGE_POLICY },
        agents: [this.#rewriter(), this.#coder()],
        verifiers: [],
        models: { open: () => NO_MODELS },
        workingDirectory: this.#parts.workingDirectory,
        limits: { maxSizeKilobytes: 100_000, maxFileSizeBytes: 100_000 },
        logger,
      }),
      concurrency: 1,
      leaseSeconds: 60,
      attemptSeconds: 100,
      logger,
    });
    await pump.tick();
    await pump.idle();
    await pump.drain();
  }

  async publish(): Promise<void> {
    const logger = mockServices.logger.mock();
    const pump = PublicationPump.create({
      queue: PublicationQueue.create({
        budget: createTestBudget(this.knex),
        knex: this.knex,
        worker: randomUUID(),
        leaseSeconds: 60,
        onChange: () => {},
      }),
      publisher: Publisher.create({
        codeHosts: this.#codeHosts(),
        pullRequests: {
          branchPrefix: 'skein',
          labels: [],
          author: { name: 'Skein', email: 'skein@localhost' },
        },
        workingDirectory: this.#parts.workingDirectory,
        appUrl: 'http://localhost:7007',
        logger,
      }),
      leaseSeconds: 60,
      logger,
    });
    await pump.tick();
    await pump.drain();
  }

  /** Looks at the pull request, and reads what was said about it. */
  async listen(): Promise<void> {
    const { knex } = this;
    const logger = mockServices.logger.mock();
    const budget = createTestBudget(knex);
    const codeHosts = this.#codeHosts();
    await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
    const poller = PullRequestPoller.create({
      budget,
      knex,
      codeHosts,
      pollSeconds: 3_600,
      rebuild: { onConflict: true, onBehind: true, mostPerDay: 3 },
      reacts: true,
      onChange: () => {},
      logger,
    });
    await poller.tick();
    await poller.drain();
    await knex('pull_requests')
      .whereNotNull('hear_at')
      .update({ hear_at: nowPlus(knex, -1) });
    const options = { knex, codeHosts, budget, reacts: true, logger };
    await ConversationReader.create(options).tick();
  }

  /** Brings about what was meant. */
  async bringAbout(): Promise<void> {
    const { knex } = this;
    await knex('effects').update({ due_at: nowPlus(knex, -1) });
    await EffectPump.create({
      knex,
      auditor: mockServices.auditor.mock(),
      codeHosts: this.#codeHosts(),
      budget: createTestBudget(knex),
      appUrl: 'http://localhost:7007',
      stale: { remindAfterDays: 0, reminders: 1 },
      autoMerge: {
        repositories: [],
        minimumLevel: 'E5',
        approvals: 1,
        requiredChecks: [],
        method: 'squash',
      },
      reactions: { enabled: true, rounds: 2 },
      codingAgents: ['coding'],
      onChange: () => {},
      logger: mockServices.logger.mock(),
    }).tick();
  }

  /** From what is said to what is said about it. */
  async converse(): Promise<void> {
    await this.listen();
    await this.bringAbout();
    await this.work();
    await this.publish();
    await this.bringAbout();
  }

  async target() {
    const row = await this.knex<DbTargetRow>('targets')
      .where({ id: this.#targetId })
      .first();
    return { ...row!, conditions: JSON.parse(row!.conditions) };
  }

  async pullRequest(): Promise<DbPullRequestRow> {
    return (await this.knex<DbPullRequestRow>('pull_requests').first())!;
  }

  async reactions() {
    const rows = await this.knex<DbReactionRow>('reactions').orderBy([
      'kind',
      'round',
    ]);
    return rows.map(row => ({ ...row, feedback: JSON.parse(row.feedback) }));
  }

  async pushes(): Promise<string[]> {
    return await this.knex<DbBranchPushRow>('branch_pushes').pluck('sha');
  }

  async eventsOf(kind: string): Promise<DbEventRow[]> {
    return await this.knex<DbEventRow>('events').where({ kind }).orderBy('id');
  }

  /** Where the branch of the pull request is on the code host. */
  async head(): Promise<string> {
    const { branch } = await this.pullRequest();
    return await this.#parts.trusted.fetchBranch(branch);
  }

  /** Until the checks of the repository have all reported. */
  async untilChecked(): Promise<void> {
    const { number } = await this.pullRequest();
    const { estate, codeHost } = this.#parts;
    const repository = { host: estate.host, owner: OWNER, name: REPOSITORY };
    for (;;) {
      const { checks } = await codeHost.getPullRequest({ repository, number });
      if (
        checks.length > 0 &&
        checks.every(({ state }) => state !== 'pending')
      ) {
        return;
      }
    }
  }

  #codeHosts(): CodeHosts {
    return CodeHosts.create({ codeHosts: [this.#parts.codeHost] });
  }

  /** Does what can be proved, and leaves nothing. */
  #rewriter(): MigrationAgent {
    return {
      id: 'rewriter',
      run: async ({ checkout }) => {
        const file = join(checkout, this.path);
        if ((await readFile(file, 'utf8')) === 'old\n') {
          await writeFile(file, 'new\n');
        }
        return { findings: [], notes: [] };
      },
    };
  }

  #coder(): MigrationAgent {
    return {
      id: 'coding',
      run: async options => {
        this.given.push(options);
        const file = join(options.checkout, this.path);
        await this.answer(options, {
          read: async () => await readFile(file, 'utf8'),
          write: async content => await writeFile(file, content),
        });
        return { findings: [], notes: [] };
      },
    };
  }
}
