import { NotAllowedError } from '@backstage/errors';
import type {
  DatasetMigrationsApi,
  Fleet,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { act, screen, within } from '@testing-library/react';
import { aMigration, onePage } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/wall';
const REPLICA = {
  worker: 'worker-1',
  host: 'vm-1',
  startedAt: '2026-11-22T10:00:00Z',
  seenAt: '2026-11-22T10:10:00Z',
  acknowledged: true,
  slots: 4,
  running: 2,
};

function aFleet(changes: Partial<Fleet> = {}): Fleet {
  return {
    migrations: [{ state: 'running', count: 2 }],
    targets: [{ state: 'running', count: 1 }],
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
    replicas: [REPLICA],
    agents: ['rewriter'],
    ...changes,
  };
}

function renderWall(
  options: { fleet?: Partial<Fleet>; migrations?: Migration[] } = {},
  api: Partial<DatasetMigrationsApi> = {},
) {
  renderPlugin({
    path: PATH,
    api: {
      getFleet: async () => aFleet(options.fleet),
      listMigrations: async () =>
        onePage(...(options.migrations ?? [aMigration()])),
      listAttention: async () => ({ items: [], totalItems: 0 }),
      ...api,
    },
  });
}

describe('WallPage', () => {
  beforeEach(() => {
    // what the test browser has no dialogs for
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows every migration under way with its progress and its forecast, and what agents are at', async () => {
    renderWall(
      {
        migrations: [
          aMigration({ id: 'b', title: 'Later', deadline: '2027-01-31' }),
          aMigration({ id: 'a', title: 'Sooner', deadline: '2026-12-01' }),
        ],
      },
      {
        getForecast: async () => ({
          at: '2026-11-22T10:00:00Z',
          remaining: 9,
          basedOn: 40,
          assumptions: [],
          finish: {
            early: '2026-12-04T10:00:00Z',
            likely: '2026-12-09T10:00:00Z',
            late: '2026-12-19T10:00:00Z',
          },
        }),
      },
    );

    const rows = within(
      await screen.findByRole('region', { name: 'Migrations under way' }),
    ).getAllByRole('listitem');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringContaining('Sooner4 of 15 merged'),
      expect.stringContaining('Later4 of 15 merged'),
    ]);
    expect(
      await within(rows[0]).findByText('Misses the deadline'),
    ).toBeInTheDocument();
    expect(within(rows[1]).getByText(/most likely Dec 9/)).toBeInTheDocument();
    expect(screen.getByText('acme/fraud-airflow')).toBeInTheDocument();
    expect(screen.getByText('targets queued').nextSibling).toHaveTextContent(
      '612',
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'Nothing stands in the way.',
    );
  });

  it('says that all work is stopped, by whom and why', async () => {
    renderWall({
      fleet: {
        stopped: true,
        switched: {
          by: 'user:default/olga',
          at: new Date().toISOString(),
          reason: 'Odd diffs',
        },
      },
    });

    expect(
      await screen.findByText(/^All work was stopped by olga, .*: Odd diffs$/),
    ).toBeInTheDocument();
  });

  it('keeps what it saw while the backend is away, says since when, and goes on by itself', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const getFleet = jest
      .fn<Promise<Fleet>, []>()
      .mockResolvedValueOnce(aFleet())
      .mockRejectedValueOnce(new Error('502'))
      .mockResolvedValue(aFleet({ queuedTargets: 7 }));
    renderWall({}, { getFleet });
    expect(await screen.findByText('612')).toBeInTheDocument();

    await act(() => jest.advanceTimersByTimeAsync(6_000));

    expect(screen.getByRole('status')).toHaveTextContent(/No answer since/);
    expect(screen.getByText('612')).toBeInTheDocument();

    await act(() => jest.advanceTimersByTimeAsync(20_000));

    expect(screen.getByText('7')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Nothing stands in the way.',
    );
  });

  it('asks for all pages of the migrations under way, and shows those without room in their turn', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const many = Array.from({ length: 8 }, (_none, index) =>
      aMigration({ id: `m-${index}`, title: `Migration ${index}` }),
    );
    renderWall(
      {},
      {
        listMigrations: async ({ cursor } = {}) => ({
          items: cursor ? many.slice(4) : many.slice(0, 4),
          totalItems: 8,
          pageInfo: cursor ? {} : { nextCursor: 'second' },
        }),
      },
    );
    await screen.findByText(/ of 8$/);
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn++) {
      for (const { textContent } of screen.getAllByText(/^Migration \d$/)) {
        seen.add(String(textContent));
      }
      await act(() => jest.advanceTimersByTimeAsync(20_000));
    }

    expect(seen.size).toBe(8);
  });

  it('is left by Escape', async () => {
    renderWall();
    const frame = await screen.findByRole('dialog', { name: 'The fleet' });

    // browsers send this when somebody presses Escape in a modal dialog
    act(() => {
      frame.dispatchEvent(new Event('cancel', { cancelable: true }));
    });

    expect(
      await screen.findByRole('link', { name: 'Show on a wall' }),
    ).toBeInTheDocument();
    expect(frame).not.toBeInTheDocument();
  });

  it('tells whom to ask when the reader may not see the fleet', async () => {
    renderWall(
      {},
      {
        getFleet: async () => {
          throw new NotAllowedError('You may not see the fleet');
        },
      },
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see the fleet. Ask the owner of the dataset, or a platform admin.',
    );
  });

  it('rests when nothing is under way', async () => {
    renderWall({ migrations: [], fleet: { runningAttempts: [] } });

    expect(
      await screen.findByText('No migration is under way.'),
    ).toBeInTheDocument();
    expect(screen.getByText('No agent is at work.')).toBeInTheDocument();
  });
});
