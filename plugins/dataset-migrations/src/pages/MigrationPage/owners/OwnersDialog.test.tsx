import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, onePage } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}`;

function open(migration: Migration = aMigration({ allowed: ['transfer'] })) {
  let standing = migration;
  return renderPlugin({
    path: PATH,
    api: {
      getMigration: async (_request, options) => {
        options?.onEntityTag?.('"read.1"');
        return standing;
      },
      listTargets: async () => onePage(),
      setOwners: jest.fn(async ({ ownerRef, coOwnerRefs }) => {
        standing = { ...standing, ownerRef, coOwnerRefs };
        return standing;
      }),
    },
  });
}

async function openDialog(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  await user.click(
    await screen.findByRole('menuitem', { name: 'Owner and co-owners…' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('OwnersDialog', () => {
  it('hands the migration over, and whoever had it stays a co-owner unless told otherwise', async () => {
    const user = userEvent.setup();
    const api = open();
    const dialog = await openDialog(user);
    const owner = await dialog.findByRole('combobox', { name: /^Owner/ });
    expect(owner).toHaveValue('group:default/growth-data');
    expect(dialog.queryByRole('checkbox')).not.toBeInTheDocument();

    await user.clear(owner);
    await user.paste('group:default/payments');
    await user.tab();

    expect(
      dialog.getByRole('checkbox', { name: 'growth-data stays a co-owner' }),
    ).toBeChecked();
    await user.click(
      dialog.getByRole('button', { name: 'Hand over to payments' }),
    );
    expect(api.setOwners).toHaveBeenCalledWith(
      {
        migrationId,
        ownerRef: 'group:default/payments',
        coOwnerRefs: ['group:default/growth-data'],
      },
      { ifMatch: '"read.1"' },
    );
    expect(await screen.findByText('payments')).toBeInTheDocument();
    expect(screen.getByText('Co-owners')).toBeInTheDocument();
  });

  it('adds and removes co-owners', async () => {
    const user = userEvent.setup();
    const api = open(
      aMigration({
        allowed: ['transfer'],
        coOwnerRefs: ['group:default/risk', 'user:default/ben'],
      }),
    );
    const dialog = await openDialog(user);

    await user.click(
      await dialog.findByRole('combobox', { name: /^Co-owners/ }),
    );
    await user.paste('group:default/payments');
    await user.tab();
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    const risk = dialog.getByRole('row', { name: 'group:default/risk' });
    await user.click(within(risk).getByRole('button'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));

    expect(api.setOwners).toHaveBeenCalledWith(
      {
        migrationId,
        ownerRef: 'group:default/growth-data',
        coOwnerRefs: ['user:default/ben', 'group:default/payments'],
      },
      { ifMatch: '"read.1"' },
    );
  });

  it('is offered only to whoever may give the migration away', async () => {
    const user = userEvent.setup();
    open(aMigration({ allowed: ['pause'] }));

    await user.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );

    expect(
      screen.queryByRole('menuitem', { name: 'Owner and co-owners…' }),
    ).not.toBeInTheDocument();
  });
});
