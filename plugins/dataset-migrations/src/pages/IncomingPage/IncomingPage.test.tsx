import type { IncomingItem } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aTarget,
  anIncomingItem,
  PATCH,
  onePage,
} from '../../__testUtils__/records';
import { ANA, renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/incoming';

describe('IncomingPage', () => {
  it('asks for what comes to the signed-in person and their groups', async () => {
    const listIncoming = jest.fn(async () => onePage(anIncomingItem()));
    renderPlugin({ path: PATH, api: { listIncoming } });

    const card = within(
      await screen.findByRole('article', { name: /User activity v1 → v2/ }),
    );

    expect(listIncoming).toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: ANA.ownershipEntityRefs }),
      expect.anything(),
    );
    expect(
      card.getByText(
        'acme/marketing-dbt reads user-activity-v2 instead of user-activity-v1: 2 files, 4 lines.',
      ),
    ).toBeInTheDocument();
    expect(card.getByText('due Dec 15, 2099')).toBeInTheDocument();
    expect(
      card.getByRole('link', { name: /Review pull request/ }),
    ).toHaveAttribute(
      'href',
      'http://localhost:4400/acme/marketing-dbt/pull/7',
    );
  });

  it('names the places that a person has to decide', async () => {
    renderPlugin({
      path: PATH,
      api: {
        listIncoming: async () =>
          onePage(
            anIncomingItem({
              findings: [
                {
                  kind: 'judgement',
                  file: 'models/pricing.sql',
                  line: 31,
                  message: 'Decide about plan_tier',
                },
              ],
            }),
          ),
      },
    });

    expect(
      await screen.findByText('models/pricing.sql:31'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/1 place is left for a person/),
    ).toBeInTheDocument();
  });

  it('takes a decision where the team reads of it', async () => {
    const decideTarget = jest.fn(async () => anIncomingItem().target);
    const listIncoming = jest
      .fn()
      .mockResolvedValueOnce(onePage(anIncomingItem({ allowed: ['accept'] })))
      .mockResolvedValue(
        onePage(
          anIncomingItem({
            allowed: [],
            conditions: ['accepted'],
            decision: {
              kind: 'accept',
              by: 'user:default/ana',
              at: '2026-11-28T09:00:00Z',
            },
          }),
        ),
      );
    renderPlugin({ path: PATH, api: { listIncoming, decideTarget } });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept' }),
    );

    // the mark, and who said so
    await waitFor(() =>
      expect(screen.getAllByText('Accepted')).toHaveLength(2),
    );
    expect(decideTarget).toHaveBeenCalledWith({
      targetId: anIncomingItem().target.id,
      decision: 'accept',
    });
  });

  it('shows patches of one shape as one to read, and of the others what deviates', async () => {
    const shape = 'a'.repeat(64);
    const { migrationId } = aTarget();
    const getCluster = jest.fn(async () => ({
      exemplar: { id: 'read', target: aTarget(), patch: PATCH },
      approvedCount: 0,
      items: [
        {
          target: aTarget({
            id: 'other',
            repository: 'localhost:4400/acme/ads-dbt',
          }),
          lines: [
            {
              path: 'models/ads.sql',
              change: 'added' as const,
              text: 'having <b>count</b>(*) > 1',
            },
          ],
          moreLines: 3,
        },
      ],
      totalItems: 1,
      pageInfo: {},
    }));
    renderPlugin({
      path: PATH,
      api: {
        listIncoming: async () => onePage(anIncomingItem()),
        listClusters: async () =>
          onePage({
            migrationId,
            migrationTitle: 'User activity v1 → v2',
            shape,
            targetCount: 2,
          }),
        getCluster,
      },
    });

    await userEvent.click(
      await screen.findByRole('link', { name: '2 patches of one shape' }),
    );

    expect(
      await screen.findByText('2 patches, one shape.'),
    ).toBeInTheDocument();
    expect(
      within(
        screen.getByRole('list', { name: 'Lines that deviate' }),
      ).getByText('+ having <b>count</b>(*) > 1'),
    ).toBeInTheDocument();
    expect(screen.getByText('and 3 more lines')).toBeInTheDocument();
    expect(getCluster).toHaveBeenCalledWith(
      expect.objectContaining({
        migrationId,
        shape,
        entityRef: ANA.ownershipEntityRefs,
      }),
      expect.anything(),
    );
  });

  it('lets a group choose what it is told', async () => {
    const setNoticePreference = jest.fn(async () => ({
      ownerRef: 'group:default/growth-data',
      mutedKinds: ['done' as const],
      defaultDigestMinutes: 60,
    }));
    renderPlugin({
      path: PATH,
      api: {
        listIncoming: async () => onePage<IncomingItem>(),
        getNoticePreference: async ({ ownerRef }) => ({
          ownerRef,
          mutedKinds: [],
          defaultDigestMinutes: 60,
        }),
        setNoticePreference,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Notifications…' }),
    );
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'A migration of our repositories is over',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(setNoticePreference).toHaveBeenCalledWith({
        ownerRef: 'group:default/growth-data',
        mutedKinds: ['done'],
      }),
    );
  });

  it('is calm when nothing is incoming', async () => {
    renderPlugin({
      path: PATH,
      api: { listIncoming: async () => onePage<IncomingItem>() },
    });

    expect(
      await screen.findByText('Nothing incoming. Enjoy the calm.'),
    ).toBeInTheDocument();
  });

  it('shows what went wrong instead of calm', async () => {
    renderPlugin({
      path: PATH,
      api: {
        listIncoming: async () => {
          throw new Error('The database is away');
        },
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    expect(
      screen.queryByText('Nothing incoming. Enjoy the calm.'),
    ).not.toBeInTheDocument();
  });
});
