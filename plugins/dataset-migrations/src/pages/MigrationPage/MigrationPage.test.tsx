import { NotAllowedError } from '@backstage/errors';
import type {
  Consumer,
  ListConsumersRequest,
  Migration,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aConsumer,
  aMigration,
  aTarget,
  onePage,
} from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}`;

describe('MigrationPage', () => {
  it('opens with how far the migration is, and offers the next act only', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () => onePage(aTarget()),
      },
    });

    const status = await screen.findByText(/^4 of 15 targets merged/);

    expect(status).toHaveAttribute('role', 'status');
    expect(screen.getByRole('button', { name: 'Pause' })).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Start migration' }),
    ).not.toBeInTheDocument();
  });

  it('leads from each number to the targets behind it', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () => onePage(aTarget()),
      },
    });

    expect(
      await screen.findByRole('link', { name: '6 pull requests open' }),
    ).toHaveAttribute('href', `${PATH}?state=prOpen,publishing`);
  });

  it('retries all that failed after showing what that is', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: `${PATH}?tab=targets`,
      api: {
        getMigration: async () =>
          aMigration({ targetCounts: [{ state: 'failed', count: 7 }] }),
        listTargets: async () => onePage(aTarget()),
        retryFailedTargets: jest.fn(
          async ({ dryRun }: { dryRun?: boolean }) => ({
            total: 7,
            retried: dryRun ? 0 : 7,
            dryRun: dryRun ?? false,
            targets: Array.from({ length: 7 }, (_, index) => ({
              id: `t-${index}`,
              repository: `localhost:4400/acme/repository-${index}`,
              reason: 'The agent failed.',
            })),
          }),
        ),
      },
    });

    await user.click(
      await screen.findByRole('button', { name: 'Retry all 7 failed…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('acme/repository-0')).toBeInTheDocument();
    expect(dialog.getByText('and 2 more')).toBeInTheDocument();
    expect(api.retryFailedTargets).toHaveBeenCalledTimes(1);
    await user.click(dialog.getByRole('button', { name: 'Retry 7' }));

    expect(api.retryFailedTargets).toHaveBeenLastCalledWith({ migrationId });
  });

  it('says when it will be through, and that this is too late', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ deadline: '2026-12-07' }),
        listTargets: async () => onePage(aTarget()),
        getForecast: async () => ({
          remaining: 9,
          basedOn: 120,
          finish: {
            early: '2026-12-04T10:00:00Z',
            likely: '2026-12-09T10:00:00Z',
            late: '2026-12-19T10:00:00Z',
          },
          assumptions: ['Teams answer as fast as before.'],
        }),
      },
    });

    expect(
      await screen.findByText(
        'Done between Dec 4, 2026 and Dec 19, 2026, most likely Dec 9, 2026.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Misses the deadline')).toBeInTheDocument();
    expect(
      screen.getByText('Teams answer as fast as before.'),
    ).toBeInTheDocument();
  });

  it('says what models cost, and how many targets needed none', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () =>
          aMigration({
            models: {
              spentDollars: 0,
              budgetDollars: 200,
              targetsWorkedOn: 0,
              targetsWithoutModel: 0,
            },
          }),
        listTargets: async () => onePage(aTarget()),
      },
    });

    expect(
      await screen.findByText(
        '$0.00 of $200.00 spent or reserved · no target was worked on yet',
      ),
    ).toBeInTheDocument();
  });

  it('says who may grant it when the migration is hidden from the reader', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => {
          throw new NotAllowedError('Only owners may see this migration');
        },
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Only owners may see this migration. Ask the owner of the dataset, or a platform admin.',
    );
  });

  it('shows for each target its state, why, the evidence and the pull request', async () => {
    renderPlugin({
      path: `${PATH}?tab=targets`,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () =>
          onePage(aTarget({ conditions: ['checksFailing'] })),
      },
    });

    const row = within(
      await screen.findByRole('row', { name: /acme\/marketing-dbt/ }),
    );

    expect(row.getByText('Pull request open')).toBeInTheDocument();
    expect(row.getByText('Checks fail')).toBeInTheDocument();
    expect(row.getByText('Review is missing.')).toBeInTheDocument();
    expect(
      row.getByRole('img', {
        name: 'Evidence E2 of 6, no old reference; E2 required',
      }),
    ).toBeInTheDocument();
    const pullRequest = row.getByRole('link', { name: /#7/ });
    expect(pullRequest).toHaveAttribute(
      'href',
      'http://localhost:4400/acme/marketing-dbt/pull/7',
    );
    expect(pullRequest).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it('shows an address that is no web address as text', async () => {
    const target = aTarget();
    renderPlugin({
      path: `${PATH}?tab=targets`,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () =>
          onePage({
            ...target,
            pullRequest: target.pullRequest && {
              ...target.pullRequest,
              // What a hostile code host might send; it must not become a link.
              url: ['javascript', 'alert(1)'].join(':'),
            },
          }),
      },
    });

    expect(await screen.findByText('#7')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /#7/ })).not.toBeInTheDocument();
  });

  it('loads one page of 10,000 targets, and the next one only when asked', async () => {
    const listTargets = jest.fn(
      async (request: { limit?: number; cursor?: string }) => ({
        items: Array.from({ length: request.limit ?? 0 }, (_, index) =>
          aTarget({
            id: `${request.cursor ?? 'first'}-${index}`,
            repository: `localhost:4400/acme/${
              request.cursor ?? 'first'
            }-${index}`,
          }),
        ),
        totalItems: 10_000,
        pageInfo: { nextCursor: 'second' },
      }),
    );
    renderPlugin({
      path: `${PATH}?tab=targets`,
      api: {
        getMigration: async () => aMigration({ targetCount: 10_000 }),
        listTargets,
      },
    });

    expect(await screen.findByText('acme/first-24')).toBeInTheDocument();
    expect(screen.getAllByText(/^acme\/(first|second)-/)).toHaveLength(25);
    expect(screen.getByText('1 to 25 of 10,000')).toBeInTheDocument();
    expect(listTargets).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByLabelText(/next/i));

    expect(await screen.findByText('acme/second-24')).toBeInTheDocument();
    expect(screen.getAllByText(/^acme\/(first|second)-/)).toHaveLength(25);
    expect(screen.getByText('26 to 50 of 10,000')).toBeInTheDocument();
    expect(listTargets).toHaveBeenLastCalledWith(
      { migrationId, limit: 25, cursor: 'second' },
      expect.anything(),
    );
  });

  it('filters on the server by the text and states of the address', async () => {
    const listTargets = jest.fn(async () => onePage<Target>());
    renderPlugin({
      path: `${PATH}?q=orders&state=needsHuman,prOpen`,
      api: { getMigration: async () => aMigration(), listTargets },
    });

    expect(
      await screen.findByText(
        'No target matches these filters. 15 without them.',
      ),
    ).toBeInTheDocument();
    expect(listTargets).toHaveBeenCalledWith(
      {
        migrationId,
        limit: 25,
        text: 'orders',
        state: ['prOpen', 'needsHuman'],
      },
      expect.anything(),
    );
  });

  it('asks with the number before it starts for more than 10 targets, and binds the start to the plan', async () => {
    const startMigration = jest.fn(async () => aMigration());
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () =>
          aMigration({
            state: 'planned',
            targetCounts: [{ state: 'proposed', count: 15 }],
            allowed: ['start', 'preview', 'cancel'],
          }),
        listTargets: async () => onePage(aTarget()),
        startMigration,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Start migration' }),
    );
    const dialog = within(await screen.findByRole('dialog'));

    expect(dialog.getByText('Start for 15 targets?')).toBeInTheDocument();
    expect(startMigration).not.toHaveBeenCalled();
    await userEvent.click(dialog.getByRole('button', { name: 'Start for 15' }));

    await waitFor(() =>
      expect(startMigration).toHaveBeenCalledWith({
        migrationId,
        planHash: 'plan-1',
      }),
    );
  });

  it('says what cancelling does, and passes the reason on', async () => {
    const cancelMigration = jest.fn(async () =>
      aMigration({ state: 'cancelled', allowed: [] }),
    );
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () => onePage(aTarget()),
        cancelMigration,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Cancel migration…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/6 open pull requests/)).toBeInTheDocument();
    await userEvent.type(dialog.getByRole('textbox'), 'Wrong contract');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Cancel migration' }),
    );

    await waitFor(() =>
      expect(cancelMigration).toHaveBeenCalledWith({
        migrationId,
        reason: 'Wrong contract',
      }),
    );
  });

  it('takes undeclared consumers in only when somebody says so', async () => {
    const undeclared = aConsumer({
      id: 'undeclared',
      entityRef: undefined,
      title: 'acme/churn-report',
      declared: false,
      included: false,
      targetId: undefined,
    });
    const planMigration = jest.fn(async () => aMigration({ state: 'planned' }));
    renderPlugin({
      path: `${PATH}?tab=consumers`,
      api: {
        getMigration: async () =>
          aMigration({
            state: 'planned',
            allowed: ['plan', 'start'],
            findings: [
              { kind: 'cycle', message: 'a → b → a' },
              {
                kind: 'noRepository',
                entityRef: 'component:default/dashboard',
                message: 'names no repository',
              },
            ],
          }),
        listConsumers: async ({ undecided }: ListConsumersRequest) =>
          undecided ? onePage(undeclared) : onePage(aConsumer(), undeclared),
        planMigration,
      },
    });

    const checkbox = await screen.findByRole('checkbox', {
      name: 'Take in 1 undeclared consumer',
    });
    expect(screen.getByText('a → b → a')).toBeInTheDocument();
    expect(screen.getByText(/names no repository/)).toBeInTheDocument();
    await userEvent.click(checkbox);
    await userEvent.click(
      screen.getByRole('button', { name: 'Plan with them' }),
    );

    await waitFor(() =>
      expect(planMigration).toHaveBeenCalledWith({
        migrationId,
        includeUndeclared: true,
      }),
    );
  });

  it('says that nobody reads the dataset when the plan found no consumer', async () => {
    renderPlugin({
      path: `${PATH}?tab=consumers`,
      api: {
        getMigration: async () => aMigration(),
        listConsumers: async () => onePage<Consumer>(),
      },
    });

    expect(
      await screen.findByText(/^Nothing in the catalog reads this dataset/),
    ).toBeInTheDocument();
  });

  it('draws who reads the dataset by team; each team filters the table', async () => {
    const listConsumers = jest.fn(async () => onePage(aConsumer()));
    renderPlugin({
      path: `${PATH}?tab=consumers`,
      api: {
        getMigration: async () => aMigration(),
        listConsumers,
        getConsumerGraph: async () => ({
          nodes: [
            {
              id: '1 group:default/growth',
              hops: 1,
              ownerRef: 'group:default/growth',
              consumers: 12,
              undeclared: 2,
            },
          ],
          links: [],
          omittedNodes: 3,
          omittedConsumers: 4,
        }),
      },
    });
    const graph = within(
      await screen.findByRole('region', { name: 'Who reads it, by team' }),
    );

    expect(
      await graph.findByText(/^3 smaller groups with 4 consumers/),
    ).toBeInTheDocument();
    await userEvent.click(
      graph.getByRole('link', {
        name: 'growth: 12 consumers, at hop 1; 2 not in the catalog',
      }),
    );

    expect(
      await screen.findByText('Only those of growth.'),
    ).toBeInTheDocument();
    expect(listConsumers).toHaveBeenLastCalledWith(
      {
        migrationId,
        limit: 25,
        hops: 1,
        ownerRef: 'group:default/growth',
      },
      expect.anything(),
    );
  });

  it('names the readers that are left before a migration can complete', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () =>
          aMigration({
            state: 'completing',
            readers: {
              checkedAt: '2026-11-22T10:00:00Z',
              count: 1,
              places: [
                {
                  repository: 'localhost:4400/acme/activity-scio',
                  targetId: aTarget().id,
                  where: 'src/Activity.scala:12',
                },
              ],
            },
          }),
        listTargets: async () => onePage(aTarget()),
      },
    });

    const readers = within(
      await screen.findByRole('region', { name: 'Readers left' }),
    );

    expect(
      readers.getByText(/1 repository still reads the old dataset/),
    ).toBeInTheDocument();
    expect(readers.getByText('src/Activity.scala:12')).toBeInTheDocument();
  });

  it('keeps what was seen when an act is refused, and says why', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () => onePage(aTarget()),
        pauseMigration: async (): Promise<Migration> => {
          throw new Error('Somebody else has just paused it');
        },
      },
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Somebody else has just paused it',
    );
    expect(screen.getByText(/^4 of 15 targets merged/)).toBeInTheDocument();
  });
});
