import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, onePage } from '../../__testUtils__/records';
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
});
