import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, anApproval, onePage } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/migrations';

describe('MigrationsPage', () => {
  it('shows each migration with its state and how many of its targets are merged', async () => {
    renderPlugin({
      path: PATH,
      api: { listMigrations: jest.fn(async () => onePage(aMigration())) },
    });

    const link = await screen.findByRole('link', {
      name: 'User activity v1 → v2',
    });

    expect(link).toHaveAttribute(
      'href',
      `/dataset-migrations/m/${aMigration().id}`,
    );
    expect(screen.getByText(/^4 of 15 targets merged/)).toHaveTextContent(
      '4 of 15 targets merged, 2 settled without a merge, 6 pull requests open, 3 need a human.',
    );
  });

  it('is where the plugin opens', async () => {
    renderPlugin({
      path: '/dataset-migrations',
      api: { listMigrations: jest.fn(async () => onePage(aMigration())) },
    });

    expect(
      await screen.findByText('User activity v1 → v2'),
    ).toBeInTheDocument();
  });

  it('says how to begin when there is no migration', async () => {
    renderPlugin({
      path: PATH,
      api: { listMigrations: jest.fn(async () => onePage<Migration>()) },
    });

    expect(await screen.findByText(/^No migrations yet/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'New migration' })).toHaveAttribute(
      'href',
      '/dataset-migrations/migrate',
    );
  });

  it('shows what the server says when it refuses, and asks again on demand', async () => {
    const api = renderPlugin({
      path: PATH,
      api: {
        listMigrations: jest
          .fn()
          .mockRejectedValueOnce(new Error('The database is away'))
          .mockResolvedValue(onePage(aMigration())),
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(
      await screen.findByText('User activity v1 → v2'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(api.listMigrations).toHaveBeenCalledTimes(2);
  });

  it('takes the state filter from the address', async () => {
    const api = renderPlugin({
      path: `${PATH}?state=completed`,
      api: { listMigrations: jest.fn(async () => onePage<Migration>()) },
    });

    expect(
      await screen.findByText('No migration is in one of these states.'),
    ).toBeInTheDocument();
    expect(api.listMigrations).toHaveBeenCalledWith(
      expect.objectContaining({ state: ['completed'] }),
      expect.anything(),
    );
  });

  it('shows above all what waits for the reader as a second person, and nothing that waits for others', async () => {
    const items = [
      anApproval(),
      anApproval({
        id: 'approval-2',
        requestedBy: 'user:default/ana',
        allowed: ['withdraw'],
      }),
    ];
    renderPlugin({
      path: PATH,
      api: {
        listMigrations: async () => onePage(aMigration()),
        listApprovals: async () => ({ items, totalItems: 2 }),
      },
    });

    const panel = within(
      await screen.findByRole('region', {
        name: 'Waits for you as a second person',
      }),
    );
    expect(panel.getAllByRole('listitem')).toHaveLength(1);
    expect(
      panel.getByRole('link', { name: 'User activity v1 → v2' }),
    ).toHaveAttribute('href', `/dataset-migrations/m/${aMigration().id}`);
  });

  it('has no such list when nothing waits for the reader', async () => {
    renderPlugin({
      path: PATH,
      api: {
        listMigrations: async () => onePage(aMigration()),
        listApprovals: async () => ({
          items: [anApproval({ allowed: [] })],
          totalItems: 1,
        }),
      },
    });

    await screen.findByText('User activity v1 → v2');
    expect(
      screen.queryByRole('region', { name: /second person/ }),
    ).not.toBeInTheDocument();
  });
});
