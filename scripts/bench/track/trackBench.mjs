import { say } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { withDatabase } from '../withDatabase.mjs';
import { createTracker } from './createTracker.mjs';
import { GithubStub } from './GithubStub.mjs';
import { insertPullRequests } from './insertPullRequests.mjs';
import { measureStaleness, percentile } from './measureStaleness.mjs';

/** Seconds between looks as they are by default. */
const LEAST = 120;
const MOST = 600;
const CHANGES = 200;

/**
 * Follows open pull requests over HTTP, with the real poller on PostgreSQL: how many requests a sweep takes beside
 * REST in the same run, and how old what is on record is, with all webhooks lost and with none:
 * `[--pulls 10000] [--clock 30]`.
 */
export async function runBench(args) {
  const numberOf = (name, fallback) => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const count = numberOf('--pulls', 10_000);
  const clockRate = numberOf('--clock', 30);
  const github = new GithubStub();
  await github.start();
  try {
    return await withDatabase(async knex => {
      await insertPullRequests({ knex, host: github.host, count });
      const bulk = await sweep({ knex, github, count });
      github.graphql = false;
      const alone = await sweep({ knex, github, count });
      github.graphql = true;
      const lost = await withoutWebhooks({ knex, github, count, clockRate });
      const sent = await withWebhooks({ knex, github, count });
      return [
        createRow({
          case: 'requests of a sweep',
          size: count,
          value: bulk,
          unit: 'requests',
          target: `<= ${Math.ceil(0.03 * count)}`,
        }),
        createRow({
          case: 'requests of a sweep beside REST',
          size: count,
          value: bulk,
          unit: 'requests',
          floor: alone,
          target: '<= 0.01',
        }),
        createRow({
          case: 'staleness with all webhooks lost, p95',
          size: count,
          value: percentile(lost, 95),
          unit: 's',
          target: '<= 600',
        }),
        createRow({
          case: 'staleness with webhooks, p95',
          size: count,
          value: percentile(sent, 95),
          unit: 's',
          target: '<= 5',
        }),
      ];
    });
  } finally {
    await github.stop();
  }
}

/** Looks at each pull request once. Gives how many requests that took. */
async function sweep({ knex, github, count }) {
  say(`Looking at ${count} pull requests …`);
  const { poller } = createTracker({ knex, github, pollSeconds: 3600 });
  await knex('pull_requests').update({
    look_at: knex.raw(`clock_timestamp() - interval '1 second'`),
  });
  const before = github.requests;
  for (;;) {
    await poller.tick();
    await poller.drain();
    const due = await knex('pull_requests')
      .where('look_at', '<=', knex.raw('clock_timestamp()'))
      .first('id');
    if (!due) {
      return github.requests - before;
    }
  }
}

/** The clock of the looks runs faster, so that hours pass in minutes; the result is in seconds of that clock. */
async function withoutWebhooks({ knex, github, count, clockRate }) {
  say(`Changing ${CHANGES} of them without a word …`);
  const { poller } = createTracker({
    knex,
    github,
    pollSeconds: LEAST / clockRate,
    longestPollSeconds: MOST / clockRate,
  });
  // as after a day: looks are spread over the time between two of them
  await knex('pull_requests').update({
    changed_at: knex.raw(`clock_timestamp() - interval '1 day'`),
    look_at: knex.raw(
      `clock_timestamp() + random() * ? * interval '1 second'`,
      [MOST / clockRate],
    ),
  });
  const staleness = await measureStaleness({
    knex,
    github,
    count,
    changes: CHANGES,
    everyMilliseconds: (MOST / clockRate / CHANGES) * 2000,
    tickMilliseconds: 5000 / clockRate,
    tick: () => poller.tick(),
  });
  await poller.drain();
  return staleness.map(seconds => seconds * clockRate);
}

async function withWebhooks({ knex, github, count }) {
  say(`Changing ${CHANGES} of them, each with a webhook …`);
  const { poller, intake, send } = createTracker({
    knex,
    github,
    pollSeconds: 86_400,
  });
  await knex('pull_requests').update({
    look_at: knex.raw(`clock_timestamp() + interval '1 day'`),
  });
  const staleness = await measureStaleness({
    knex,
    github,
    count,
    changes: CHANGES,
    everyMilliseconds: 50,
    tickMilliseconds: 5000,
    tick: async () => {
      await intake.tick();
      await poller.tick();
    },
    tell: send,
  });
  await intake.drain();
  await poller.drain();
  return staleness;
}
