import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';

const require = createRequire(import.meta.url);
const backend = file =>
  require(`../../../plugins/dataset-migrations-backend/src/${file}`);

/** What a publication reads: the repository, its pull request, and three lists of the one that was opened. */
const READS = 6;

const logger = {
  info() {},
  debug() {},
  warn: console.error,
  error: console.error,
};

/** One replica that publishes on the simulated host: the real pump, queue and budget, without git. */
export function createReplica({ knex, github, name, clockRate, limits }) {
  const { DatabaseCodeHostBudget } = backend(
    'codeHosts/budget/DatabaseCodeHostBudget',
  );
  const { PublicationPump } = backend('publishing/PublicationPump');
  const { PublicationQueue } = backend('publishing/PublicationQueue');
  const budget = DatabaseCodeHostBudget.create({
    knex,
    limitsOf: () => limits,
    clockRate,
    logger,
  });
  const ask = async (host, kind) => {
    await budget.take({ host, kind });
    try {
      github.request(kind);
    } catch (error) {
      await budget.recordRefusal({ host, kind, reason: error.message });
      throw error;
    }
  };
  const publisher = {
    async publish({ targetId, repository }) {
      for (let index = 0; index < READS; index += 1) {
        await ask(repository.host, 'read');
      }
      await ask(repository.host, 'content');
      return {
        kind: 'published',
        repository,
        pullRequest: pullRequestOf(targetId),
        pushedSha: 'a'.repeat(40),
        refusals: [],
      };
    },
  };
  const pump = PublicationPump.create({
    queue: PublicationQueue.create({
      knex,
      budget,
      worker: name,
      leaseSeconds: 60,
      onChange() {},
    }),
    publisher,
    leaseSeconds: 60,
    logger,
  });
  return {
    /** Ticks once in each virtual second until told to stop. */
    async run(signal) {
      while (!signal.aborted) {
        await pump.tick();
        await delay(1000 / clockRate);
      }
      await pump.drain();
    },
  };
}

function pullRequestOf(targetId) {
  return {
    number: 1,
    url: `https://github.com/acme/${targetId}/pull/1`,
    title: 'Move',
    body: '',
    state: 'open',
    branch: `skein/${targetId}`,
    headSha: 'a'.repeat(40),
    checks: [],
    reviews: [],
    updatedAt: '2026-11-27T10:00:00Z',
  };
}
