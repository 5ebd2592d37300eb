import { NotAllowedError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/fleet';

describe('FleetPage', () => {
  it('counts what runs and what waits', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => ({
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
          stopped: false,
          replicas: [],
          agents: ['rewriter'],
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

  it('rests when nothing runs and nothing waits', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getFleet: async () => ({
          migrations: [],
          targets: [],
          runningAttempts: [],
          queuedTargets: 0,
          stopped: false,
          replicas: [],
          agents: ['rewriter'],
        }),
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
});
