import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const plugins = file => require(`../../../plugins/${file}`);
const backend = file => plugins(`dataset-migrations-backend/src/${file}`);

const SECRET = 'bench';
const logger = {
  info() {},
  debug() {},
  warn: console.error,
  error: console.error,
};

/** The real poller, intake and code host, on a stub of GitHub. */
export function createTracker({
  knex,
  github,
  pollSeconds,
  longestPollSeconds,
}) {
  const { ConfigReader } = require('@backstage/config');
  const { GithubCodeHost } = plugins(
    'dataset-migrations-backend-module-github/src/GithubCodeHost',
  );
  const { CodeHosts } = backend('codeHosts/CodeHosts');
  const { DatabaseCodeHostBudget } = backend(
    'codeHosts/budget/DatabaseCodeHostBudget',
  );
  const { PullRequestPoller } = backend('tracking/PullRequestPoller');
  const { WebhookIntake } = backend('tracking/WebhookIntake');
  const budget = DatabaseCodeHostBudget.create({
    knex,
    limitsOf: () => ({}),
    logger,
  });
  const codeHosts = CodeHosts.create({
    codeHosts: [
      GithubCodeHost.create({
        config: new ConfigReader({
          integrations: {
            github: [
              {
                host: github.host,
                apiBaseUrl: `http://${github.host}/api/v3`,
                token: 'bench',
              },
            ],
          },
          datasetMigrations: { github: { webhookSecret: SECRET } },
        }),
        logger,
        budget,
      }),
    ],
  });
  const poller = PullRequestPoller.create({
    knex,
    codeHosts,
    budget,
    pollSeconds,
    longestPollSeconds,
    onChange() {},
    logger,
  });
  const intake = WebhookIntake.create({ knex, codeHosts, poller, logger });
  return {
    poller,
    intake,
    /** As GitHub sends it: signed over the bytes. */
    async send({ name, number }) {
      const rawBody = Buffer.from(
        JSON.stringify({
          repository: {
            name,
            owner: { login: 'acme' },
            html_url: `http://${github.host}/acme/${name}`,
          },
          pull_request: { number },
        }),
      );
      const digest = createHmac('sha256', SECRET).update(rawBody).digest('hex');
      await intake.receive({
        hostId: 'github',
        rawBody,
        headers: {
          'x-hub-signature-256': `sha256=${digest}`,
          'x-github-delivery': randomUUID(),
          'x-github-event': 'pull_request',
        },
      });
    },
  };
}
