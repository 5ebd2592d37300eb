import type { IncomingItem } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import { anIncomingItem, onePage } from '../../__testUtils__/records';
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
