import { NotAllowedError } from '@backstage/errors';
import type {
  Approval,
  Fleet,
  LimitList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, anApproval } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/fleet';

function aFleet(changes: Partial<Fleet> = {}): Fleet {
  return {
    migrations: [],
    targets: [],
    runningAttempts: [],
    queuedTargets: 0,
    stopped: false,
    replicas: [],
    agents: ['rewriter'],
    ...changes,
  };
}

function limitsOf(items: LimitList['items'] = []): LimitList {
  return {
    defaults: { global: 500, host: 500, team: 50, owner: 500, migration: 500 },
    items,
  };
}

const REPLICA = {
  worker: 'worker-1',
  host: 'vm-1',
  startedAt: '2026-11-22T10:00:00Z',
  seenAt: '2026-11-22T10:10:00Z',
  acknowledged: true,
  slots: 4,
  running: 2,
};

describe('FleetPage', () => {
  it('counts what runs and what waits', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () =>
          aFleet({
            migrations: [{ state: 'running', count: 3 }],
            targets: [{ state: 'merged', count: 40 }],
            runningAttempts: [
              {
                targetId: 't-1',
                repository: 'localhost:4400/acme/fraud-airflow',
                migrationTitle: 'User activity v1 → v2',
                worker: 'worker-1',
                startedAt: '2026-11-22T10:00:00Z',
              },
            ],
            queuedTargets: 612,
          }),
      },
    });

    expect(
      await screen.findByText(
        '3 migrations run · 1 attempt · 612 targets queued',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'acme/fraud-airflow' }),
    ).toHaveAttribute('href', '/dataset-migrations/t/t-1');
  });

  it('says what models cost, and how many targets needed none', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () =>
          aFleet({
            models: {
              today: {
                day: '2026-11-27',
                spentDollars: 3.2,
                budgetDollars: 500,
              },
              days: [
                { day: '2026-11-27', spentDollars: 3.2 },
                { day: '2026-11-25', spentDollars: 1200.5 },
              ],
              targetsWorkedOn: 1640,
              targetsWithoutModel: 1620,
            },
          }),
      },
    });

    expect(
      await screen.findByText(
        'Today: $3.20 of $500.00 spent or reserved · 1,620 of 1,640 targets needed no model (98 %)',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('$1,200.50')).toBeInTheDocument();
  });

  it('says how pull requests ended on which judges had a word', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () =>
          aFleet({
            judges: {
              installed: ['reader'],
              mode: 'blocking',
              outcomes: [
                {
                  verdict: 'accept',
                  judged: 1207,
                  unpublished: 1,
                  open: 3,
                  merged: 1100,
                  edited: 70,
                  closed: 31,
                  reverted: 2,
                },
              ],
            },
          }),
      },
    });

    expect(
      await screen.findByText(
        'Before a patch is proposed it is read by reader, and has to be agreed to. How it ended:',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('a judge found nothing against it (1,207)'),
    ).toBeInTheDocument();
    for (const count of ['1,100', '70', '31']) {
      expect(screen.getByText(count)).toBeInTheDocument();
    }
  });

  it('shows no judges where there never were any', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () =>
          aFleet({
            judges: { installed: [], mode: 'advisory', outcomes: [] },
          }),
      },
    });

    await screen.findByText('No agent is at work.');
    expect(screen.queryByText('Judges')).not.toBeInTheDocument();
  });

  it('rests when nothing runs and nothing waits', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => aFleet(),
      },
    });

    expect(
      await screen.findByText('The fleet rests: nothing runs, nothing waits.'),
    ).toBeInTheDocument();
  });

  it('tells whom to ask when the reader may not see the fleet', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => {
          throw new NotAllowedError('You may not see the fleet');
        },
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see the fleet. Ask the owner of the dataset, or a platform admin.',
    );
  });

  it('stops everything only with a reason, and says what that does', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => aFleet({ replicas: [REPLICA] }),
        stopFleet: jest.fn(async ({ reason }) =>
          aFleet({
            stopped: true,
            switched: {
              by: 'user:default/ada',
              at: '2026-11-22T10:00:00Z',
              reason,
            },
            replicas: [{ ...REPLICA, acknowledged: false }],
          }),
        ),
      },
    });

    await user.click(
      await screen.findByRole('button', { name: 'Stop everything…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Stop everything' }));
    expect(api.stopFleet).not.toHaveBeenCalled();
    await user.type(dialog.getByRole('textbox'), 'bad contract');
    await user.click(dialog.getByRole('button', { name: 'Stop everything' }));

    expect(api.stopFleet).toHaveBeenCalledWith({ reason: 'bad contract' });
  });

  it('says who stopped the work and who has not obeyed yet, and lets it go on', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getFleet: async () =>
          aFleet({
            stopped: true,
            switched: {
              by: 'user:default/ada',
              at: '2026-11-22T10:00:00Z',
              reason: 'bad contract',
            },
            replicas: [
              REPLICA,
              { ...REPLICA, worker: 'worker-2', acknowledged: false },
            ],
          }),
        startFleet: jest.fn(async () => aFleet()),
      },
    });

    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(/user:default\/ada.*bad contract/);
    expect(notice).toHaveTextContent('1 replica has not acknowledged it yet.');
    expect(
      screen.queryByRole('button', { name: 'Stop everything…' }),
    ).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Let the work go on' }),
    );

    expect(api.startFleet).toHaveBeenCalledTimes(1);
  });

  it('shows what is left of each budget, and a host that is left alone', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () =>
          aFleet({
            codeHosts: [
              {
                host: 'github.com',
                blockedUntil: '2026-11-22T10:00:00Z',
                blockedReason: 'a secondary limit',
                budgets: [
                  { resource: 'contentPerMinute', limit: 60, left: 12.7 },
                ],
              },
            ],
            refusedWebhooks: [
              {
                codeHostId: 'github.com',
                count: 3,
                lastAt: '2026-11-22T10:00:00Z',
                lastReason: 'wrong signature',
              },
            ],
          }),
      },
    });

    const meter = await screen.findByRole('meter', {
      name: 'New content a minute: 12 of 60 left',
    });
    expect(meter).toHaveAttribute('aria-valuenow', '12');
    expect(screen.getByText(/Left alone until/)).toHaveTextContent(
      'a secondary limit',
    );
    expect(
      screen.getByText(/3 webhooks of github.com were not believed/),
    ).toHaveTextContent('wrong signature');
  });

  it('sets a limit for a team, and asks for what is missing', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => aFleet(),
        getLimits: async () => limitsOf(),
        setLimit: jest.fn(async () => limitsOf()),
      },
    });

    await user.click(
      await screen.findByRole('button', { name: 'Set the limit' }),
    );
    expect(api.setLimit).not.toHaveBeenCalled();
    expect(screen.getByText('Say which one, or * for each')).toBeVisible();

    await user.type(
      screen.getByRole('textbox', { name: 'Which one' }),
      'group:default/growth',
    );
    await user.type(screen.getByRole('textbox', { name: 'At most' }), '2');
    await user.click(screen.getByRole('button', { name: 'Set the limit' }));
    expect(api.setLimit).toHaveBeenCalledWith({
      kind: 'runningAttempts',
      scope: 'team',
      subject: 'group:default/growth',
      value: 2,
    });
  });

  it('takes a limit away', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => aFleet(),
        getLimits: async () =>
          limitsOf([
            {
              kind: 'openPullRequests',
              scope: 'team',
              subject: '*',
              value: 3,
              setBy: 'user:default/ada',
              setAt: '2026-11-22T10:00:00Z',
            },
          ]),
        setLimit: jest.fn(async () => limitsOf()),
      },
    });

    await user.click(
      await screen.findByRole('button', {
        name: 'Remove: Open pull requests, each team',
      }),
    );

    expect(api.setLimit).toHaveBeenCalledWith({
      kind: 'openPullRequests',
      scope: 'team',
      subject: '*',
      value: null,
    });
  });

  describe('what waits for a second person', () => {
    const waiting = (...items: Approval[]) => ({
      getFleet: async () => aFleet(),
      listAttention: async () => ({ items: [], totalItems: 0 }),
      listApprovals: async () => ({ items, totalItems: items.length }),
    });

    it('needs attention: who asks for what, since when, and where to decide', async () => {
      renderPlugin({
        path: PATH,
        api: waiting(
          anApproval({ reason: 'before <b>May</b>' }),
          anApproval({
            id: 'approval-2',
            act: 'revert',
            subject: 'wave 2',
            targetCount: 300,
            requestedBy: 'external:pipeline',
            allowed: [],
          }),
        ),
      });

      const panel = within(
        await screen.findByRole('region', { name: 'Needs attention' }),
      );
      const [start, revert] = await panel.findAllByRole('listitem');
      expect(start).toHaveTextContent('ben asks to start 1,200 targets.');
      expect(start).toHaveTextContent('before <b>May</b>');
      expect(start.querySelector('time')).toHaveAttribute(
        'datetime',
        '2026-11-20T10:00:00Z',
      );
      expect(
        within(start).getByRole('link', { name: /^Look and decide: ben/ }),
      ).toHaveAttribute('href', `/dataset-migrations/m/${aMigration().id}`);
      expect(revert).toHaveTextContent('asks to revert 300 targets: wave 2.');
      expect(
        within(revert).getByRole('link', { name: /^Open: / }),
      ).toBeInTheDocument();
      expect(panel.queryByText(/^Nothing needs/)).not.toBeInTheDocument();
    });

    it('is nothing when nothing waits', async () => {
      renderPlugin({ path: PATH, api: waiting() });

      expect(
        await screen.findByText(/^Nothing needs anybody/),
      ).toBeInTheDocument();
    });

    it('is said to be unknown when it cannot be told', async () => {
      renderPlugin({
        path: PATH,
        api: {
          ...waiting(),
          listApprovals: async () => {
            throw new Error('The database is away');
          },
        },
      });

      expect(
        await screen.findByText('The database is away'),
      ).toBeInTheDocument();
    });
  });
});
