import type {
  AttentionItem,
  BurnUp,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, onePage } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const { id: migrationId, title: migrationTitle } = aMigration();
const PATH = `/dataset-migrations/m/${migrationId}`;
const NO_PLAN: Partial<Migration> = { state: 'draft', plannedAt: undefined };

function anItem(changes: Partial<AttentionItem>): AttentionItem {
  return { kind: 'failed', migrationId, migrationTitle, count: 2, ...changes };
}

function renderOverview(options: {
  attention?: AttentionItem[];
  burnUp?: BurnUp;
  migration?: Partial<Migration>;
}) {
  const { attention = [], burnUp = { points: [] }, migration } = options;
  return renderPlugin({
    path: PATH,
    api: {
      getMigration: async () => aMigration(migration),
      getAttention: jest.fn(async () => ({
        items: attention,
        totalItems: attention.length,
      })),
      getBurnUp: async () => burnUp,
      listTargets: jest.fn(async () => onePage(aTarget())),
    },
  });
}

const findPanel = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('OverviewTab', () => {
  it('says what is the matter, why and since when, and leads to it', async () => {
    renderOverview({
      attention: [
        anItem({
          kind: 'waveHalted',
          wave: 3,
          waveTitle: 'Most',
          reason: '3 of 20 targets failed',
          since: '2026-11-20T10:00:00Z',
        }),
        anItem({ kind: 'noReviewer', count: 17 }),
      ],
    });
    const panel = await findPanel('Needs attention');

    const [halted, unreviewed] = await panel.findAllByRole('listitem');

    expect(halted).toHaveTextContent('Wave 3, Most, is halted');
    expect(halted).toHaveTextContent('3 of 20 targets failed');
    expect(halted).toHaveTextContent(/began .* ago/);
    expect(within(halted).getByRole('link')).toHaveAttribute(
      'href',
      `${PATH}?tab=waves`,
    );
    expect(
      within(unreviewed).getByRole('link', {
        name: 'See them: 17 pull requests have no reviewer',
      }),
    ).toHaveAttribute(
      'href',
      `${PATH}?tab=targets&state=prOpen&condition=noReviewer`,
    );
  });

  it('shows the most urgent five, and all on demand', async () => {
    renderOverview({
      attention: Array.from({ length: 7 }, (_, index) =>
        anItem({ kind: 'waveHalted', wave: index + 1, waveTitle: 'W' }),
      ),
    });
    const panel = await findPanel('Needs attention');

    expect(await panel.findAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(panel.getByRole('button', { name: 'Show all 7' }));

    expect(await panel.findAllByRole('listitem')).toHaveLength(7);
  });

  it('says that nothing needs anybody', async () => {
    renderOverview({});

    expect(
      await (
        await findPanel('Needs attention')
      ).findByText('Nothing needs you.'),
    ).toBeInTheDocument();
  });

  it('keeps the rest of the page when one part of it cannot be had', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        getAttention: async () => {
          throw new Error('The database is away');
        },
        getBurnUp: async () => ({ points: [] }),
      },
    });
    const panel = await findPanel('Needs attention');

    expect(await panel.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    expect(
      screen.getByRole('region', { name: 'About this migration' }),
    ).toBeInTheDocument();
  });

  it('asks nothing about how it goes before there is a plan', async () => {
    const api = renderOverview({ migration: NO_PLAN });

    await findPanel('About this migration');

    expect(api.getAttention).not.toHaveBeenCalled();
  });

  it('draws the burn-up, says each point of it, and has its numbers as a table', async () => {
    renderOverview({
      burnUp: {
        points: [
          { at: '2026-11-02T00:00:00Z', inScope: 13, opened: 0, merged: 0 },
          { at: '2026-11-12T00:00:00Z', inScope: 13, opened: 10, merged: 4 },
        ],
      },
    });
    const panel = await findPanel('Burn-up');
    const chart = await panel.findByRole('img', { name: /over time/ });

    expect(
      panel.getByText(
        '4 of 13 in scope merged, 10 opened. 2 targets more need no change or were let off.',
      ),
    ).toBeInTheDocument();
    expect(panel.getByRole('status')).toHaveTextContent(
      '4 merged, 10 opened, 13 in scope',
    );
    fireEvent.keyDown(chart, { key: 'Home' });
    expect(panel.getByRole('status')).toHaveTextContent('0 merged, 0 opened');

    expect(panel.getAllByRole('row', { hidden: true })).toHaveLength(3);
  });

  it('filters targets by what an attention row leads to, and keeps the tab when the filter goes', async () => {
    const listTargets = jest.fn(async () => onePage(aTarget()));
    renderPlugin({
      path: `${PATH}?condition=noReviewer&failureClass=agent`,
      api: { getMigration: async () => aMigration(), listTargets },
    });

    expect(
      await screen.findByText('Only those with: No reviewer.'),
    ).toBeInTheDocument();
    expect(listTargets).toHaveBeenCalledWith(
      {
        migrationId,
        limit: 25,
        condition: 'noReviewer',
        failureClass: 'agent',
      },
      expect.anything(),
    );
    for (const button of screen.getAllByRole('button', { name: 'Show all' })) {
      await userEvent.click(button);
    }

    expect(screen.queryByText(/^Only/)).not.toBeInTheDocument();
    expect(
      screen.getByRole('searchbox', { name: /Repository or owner/ }),
    ).toBeInTheDocument();
  });
});
