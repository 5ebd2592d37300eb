import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { withDatabase } from '../withDatabase.mjs';
import { createReplica } from './createReplica.mjs';
import { SimulatedGithub } from './SimulatedGithub.mjs';

const require = createRequire(import.meta.url);
const backend = file =>
  require(`../../../plugins/dataset-migrations-backend/src/${file}`);

const REPLICAS = 2;
/** What goes at once at the beginning would flatter the pace. */
const AT_ONCE = 10;

/**
 * Publishes on a host with GitHub's documented limits, by a clock that runs faster, from two replicas on PostgreSQL.
 * The floor is the budget itself: `[--pulls 10000] [--clock 200]`.
 */
export async function runBench(args) {
  const numberOf = (name, fallback) => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const pulls = numberOf('--pulls', 10_000);
  const clockRate = numberOf('--clock', 200);
  const { GITHUB_LIMITS } = backend('codeHosts/budget/CodeHostLimits');
  const { insertTestMigration } = backend('tests/insertTestMigration');
  return await withDatabase(async knex => {
    await insertTestMigration({
      knex,
      targets: Array.from({ length: pulls }, () => ({
        state: 'publishing',
        host: 'github.com',
      })),
    });
    const github = new SimulatedGithub({ clockRate });
    const stop = new AbortController();
    const replicas = Array.from({ length: REPLICAS }, (_, index) =>
      createReplica({
        knex,
        github,
        name: `replica-${index}`,
        clockRate,
        limits: GITHUB_LIMITS,
      }),
    );
    const runs = replicas.map(replica => replica.run(stop.signal));
    while (github.created.length < pulls) {
      await delay(500);
      say(
        `${github.created.length} of ${pulls} after ${(
          github.now() / 3600
        ).toFixed(2)} h, ${github.refused} refused`,
      );
    }
    github.refusals.forEach((count, reason) =>
      say(`${reason}: ${count} times`),
    );
    const begun = github.created[AT_ONCE];
    const hours = (github.created.at(-1) - begun) / 3600;
    stop.abort();
    await Promise.all(runs);
    const [{ opened }] = await knex('targets')
      .where({ state: 'prOpen' })
      .count({ opened: '*' });
    const of = row =>
      createRow({ case: `${REPLICAS} replicas`, size: pulls, ...row });
    return [
      of({
        value: (pulls - AT_ONCE - 1) / hours,
        unit: 'pull requests per hour, beside the budget',
        floor: GITHUB_LIMITS.contentPerHour,
        target: '>= 0.95',
      }),
      of({
        value: github.refused,
        unit: 'requests refused by the host',
        target: '<= 0',
      }),
      of({
        value: github.mostCreatedIn(3600),
        unit: 'most in any hour, by the log of the host',
        target: `<= ${GITHUB_LIMITS.contentPerHour}`,
      }),
      of({
        value: github.mostCreatedIn(60),
        unit: 'most in any minute, by the log of the host',
        target: `<= ${GITHUB_LIMITS.contentPerMinute}`,
      }),
      of({
        value: Number(opened),
        unit: 'targets with an open pull request',
        target: `>= ${pulls}`,
      }),
    ];
  });
}
