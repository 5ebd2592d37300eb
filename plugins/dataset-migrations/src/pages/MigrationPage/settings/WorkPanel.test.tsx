import type { AgentChoices } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}?tab=contract`;
const CHOICES: AgentChoices = {
  agents: ['rewriter', 'gemini', 'opencode'],
  defaultBudgetDollars: 200,
  mostBudgetDollars: 2000,
  judges: ['reader'],
  judgeMode: 'advisory',
};

async function findPanel() {
  return within(
    await screen.findByRole('region', { name: 'How it is worked on' }),
  );
}

describe('WorkPanel', () => {
  it('says who works on the targets, and that a reader cannot change it', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: [] }),
        listAgents: async () => CHOICES,
      },
    });

    const panel = await findPanel();

    expect(
      await panel.findByText(
        'all that are installed: rewriter → gemini → opencode',
      ),
    ).toBeInTheDocument();
    expect(panel.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says what becomes of the rest where only the rewriter works', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listAgents: async () => ({ ...CHOICES, agents: ['rewriter'] }),
      },
    });

    expect(
      await (
        await findPanel()
      ).findByText(/the rewriter alone; what it leaves/),
    ).toBeInTheDocument();
  });

  it('chooses agents and a budget while the migration runs, and sends only what changed', async () => {
    const user = userEvent.setup();
    let migration = aMigration({
      state: 'running',
      allowed: ['configure', 'pause'],
    });
    const updateMigration = jest.fn(async () => {
      migration = { ...migration, agents: ['rewriter', 'opencode'] };
      return migration;
    });
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => migration,
        listAgents: async () => CHOICES,
        updateMigration,
      },
    });
    const panel = await findPanel();

    await user.click(await panel.findByRole('button', { name: 'Change…' }));
    await user.click(panel.getByRole('checkbox', { name: /All agents/ }));
    await user.click(panel.getByRole('checkbox', { name: 'opencode' }));
    const budget = panel.getByRole('textbox', { name: /Budget for models/ });
    await user.clear(budget);
    await user.type(budget, '5000');
    expect(panel.getByText(/at most \$2,000\.00/)).toBeInTheDocument();
    expect(panel.getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.clear(budget);
    await user.type(budget, '12.50');
    await user.click(panel.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(updateMigration).toHaveBeenCalledWith({
        migrationId,
        agents: ['rewriter', 'opencode'],
        modelBudgetDollars: 12.5,
      }),
    );
    expect(await panel.findByText('rewriter → opencode')).toBeInTheDocument();
  });

  it('has judges block where they only advise otherwise', async () => {
    const user = userEvent.setup();
    let migration = aMigration({ allowed: ['configure'] });
    const updateMigration = jest.fn(async () => {
      migration = { ...migration, judgeMode: 'blocking' };
      return migration;
    });
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => migration,
        listAgents: async () => CHOICES,
        updateMigration,
      },
    });
    const panel = await findPanel();
    expect(await panel.findByText('reader, to advise')).toBeInTheDocument();

    await user.click(panel.getByRole('button', { name: 'Change…' }));
    expect(panel.getByText(/They may only object/)).toBeInTheDocument();
    await user.click(
      panel.getByRole('button', { name: /What a veto of a judge comes to/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: /proposed against it/ }),
    );
    await user.click(panel.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(updateMigration).toHaveBeenCalledWith({
        migrationId,
        judgeMode: 'blocking',
      }),
    );
    expect(await panel.findByText('reader, have to agree')).toBeInTheDocument();
  });

  it('offers nothing less than an admin wants of judges', async () => {
    const user = userEvent.setup();
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: ['configure'] }),
        listAgents: async () => ({ ...CHOICES, judgeMode: 'blocking' }),
      },
    });
    const panel = await findPanel();

    await user.click(await panel.findByRole('button', { name: 'Change…' }));

    expect(
      panel.getByRole('button', { name: /What a veto of a judge comes to/ }),
    ).toBeDisabled();
    expect(panel.getByText(/An admin wants/)).toBeInTheDocument();
  });

  it('asks nothing about judges where there are none', async () => {
    const user = userEvent.setup();
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: ['configure'] }),
        listAgents: async () => ({ ...CHOICES, judges: [] }),
      },
    });
    const panel = await findPanel();
    expect(await panel.findByText('none installed')).toBeInTheDocument();

    await user.click(panel.getByRole('button', { name: 'Change…' }));

    expect(panel.queryByText(/veto of a judge/)).not.toBeInTheDocument();
  });

  it('keeps the form and says why when the server refuses', async () => {
    const user = userEvent.setup();
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: ['configure'] }),
        listAgents: async () => CHOICES,
        updateMigration: async () => {
          throw new Error('agents: opencode is not installed');
        },
      },
    });
    const panel = await findPanel();

    await user.click(await panel.findByRole('button', { name: 'Change…' }));
    await user.click(panel.getByRole('checkbox', { name: /All agents/ }));
    await user.click(panel.getByRole('button', { name: 'Save' }));

    expect(await panel.findByRole('alert')).toHaveTextContent(
      'opencode is not installed',
    );
    expect(panel.getByRole('button', { name: 'Save' })).toBeEnabled();
  });
});
