import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { EmulateServer } from './api/EmulateServer';
import { Presenter } from './api/Presenter';
import { renderCatalog } from './catalog/renderCatalog';
import { listRepositoryDefinitions } from './company/listRepositoryDefinitions';
import { PEOPLE } from './company/people';
import { createPopulation } from './company/population/createPopulation';
import type { PopulationOptions } from './company/population/PopulationMember';
import { HostLimits } from './control/HostLimits';
import { createApp } from './createApp';
import { CheckRuns } from './estate/CheckRuns';
import { CodeIndex } from './estate/CodeIndex';
import { CodeRepositories } from './estate/CodeRepositories';
import { ContinuousIntegration } from './estate/ContinuousIntegration';
import { Conversations } from './estate/Conversations';
import { PullRequestEvents } from './estate/PullRequestEvents';
import { PullRequests } from './estate/PullRequests';
import { RepositoryLocks } from './estate/RepositoryLocks';
import { Switches } from './estate/Switches';
import { EstateStore } from './state/EstateStore';
import { type WebhookTarget, WebhookSender } from './webhooks/WebhookSender';

/**
 * How to start the estate.
 * @public
 */
export interface LocalEstateOptions {
  /** Where state, bare repositories and catalog files lie. What is there is kept. */
  directory: string;
  /** Defaults to any free port. */
  port?: number;
  /** Where signed webhooks of all repositories go; none are sent without it. */
  webhook?: WebhookTarget;
  /** Lets everybody read repositories; off, as in a company with private ones. */
  anonymousRead?: boolean;
  /** Adds the repositories that no migration can cope with: archived, empty, oversized, with strange files. */
  withTrouble?: boolean;
  /** Adds so many small consumers of the main dataset. */
  extraConsumers?: number;
  /** Names of the company's own repositories that are there; all by default. */
  repositories?: string[];
  /** Adds a large company of made-up consumers; what is true of them is written to `population.json`. */
  population?: PopulationOptions;
  /** Refuses what GitHub would refuse, by its documented limits on a clock that runs so many times as fast; no limits by default. */
  githubLimitsClockRate?: number;
  /** How long a check of the company's continuous integration takes; defaults to 2000. */
  ciDelayMilliseconds?: number;
  /** Takes one line per event that somebody may want to know of. */
  log?: (line: string) => void;
}

/**
 * A running estate.
 * @public
 */
export interface LocalEstate {
  /** Address of pages and git, without a slash at the end. */
  url: string;
  /** Address of the REST API. */
  apiUrl: string;
  /** Host with port, as an integration of Backstage names it. */
  host: string;
  /** Token of the account that Skein acts with. */
  token: string;
  /** The file that a catalog location points at. */
  catalogFile: string;
  /** Stops everything; what was stored stays. */
  close(): Promise<void>;
}

/** Whoever moved a branch while nobody looked. */
const UNKNOWN_ACTOR = 'ghost';

/**
 * Starts the company: code host, repositories and catalog files, reachable from this machine only.
 * @public
 */
export async function startLocalEstate(
  options: LocalEstateOptions,
): Promise<LocalEstate> {
  const { port = 0, log = () => {} } = options;
  const directory = resolve(options.directory);
  const definitions = await listRepositoryDefinitions(options);
  if (options.population) {
    const { members, definitions: madeUp } = createPopulation(
      options.population,
    );
    definitions.push(...madeUp);
    await mkdir(directory, { recursive: true });
    await writeFile(
      join(directory, 'population.json'),
      JSON.stringify(members),
    );
  }
  const repositories = await CodeRepositories.create({
    root: join(directory, 'repositories'),
    definitions,
  });
  const store = EstateStore.open(join(directory, 'state'));

  const server = createServer();
  await listen(server, port);
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const apiUrl = `${url}/api/v3`;
  try {
    const emulate = await EmulateServer.start({ apiUrl, definitions });
    const presenter = Presenter.create({ url });
    const webhooks = WebhookSender.create({ target: options.webhook, log });
    const events = PullRequestEvents.create({ store, webhooks, presenter });
    const checkRuns = CheckRuns.create({ store, webhooks, presenter });
    const ci = ContinuousIntegration.create({
      checkRuns,
      delayMilliseconds: options.ciDelayMilliseconds ?? 2000,
    });
    const pullRequests = PullRequests.create({
      store,
      locks: new RepositoryLocks(),
      events,
      ci,
    });
    const codeIndex = CodeIndex.create();
    if (options.population) {
      // the first search of a large company would take longer than anybody waits
      await codeIndex.warmUp(repositories.list());
    }
    const app = createApp(
      {
        anonymousRead: options.anonymousRead ?? false,
        store,
        repositories,
        codeIndex,
        pullRequests,
        conversations: Conversations.create({ store, events }),
        checkRuns,
        events,
        webhooks,
        presenter,
        switches: new Switches(),
        limits:
          options.githubLimitsClockRate === undefined
            ? undefined
            : HostLimits.create({ clockRate: options.githubLimitsClockRate }),
      },
      emulate,
      log,
    );
    const { catalogFile } = await renderCatalog({
      directory: join(directory, 'catalog'),
      url,
      definitions,
    });
    // before the first request: what happened to branches while the estate was down
    ci.resume(repositories, store);
    for (const repository of repositories.list()) {
      await pullRequests.reconcile(repository, UNKNOWN_ACTOR);
    }
    server.on('request', app);
    return {
      url,
      apiUrl,
      host,
      token: PEOPLE[0].token,
      catalogFile,
      async close() {
        ci.close();
        await closeServer(server);
        await webhooks.close();
        await emulate.close();
      },
    };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((onListening, onError) => {
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      onListening();
    });
  });
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>(onClosed => {
    server.close(() => onClosed());
    server.closeAllConnections();
  });
}
