import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { DatasetMigrationsApi } from '@skein/backstage-plugin-dataset-migrations-common';
import { screen } from '@testing-library/react';
import { ANA } from '../__testUtils__/renderPlugin';
import { anIncomingItem } from '../__testUtils__/records';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { targetRouteRef } from '../routes';
import { IncomingWidget } from './IncomingWidget';

describe('IncomingWidget', () => {
  it('shows the three most urgent of what comes to the person and their groups', async () => {
    const item = anIncomingItem();
    const listIncoming = jest.fn(async () => ({
      items: [item],
      totalItems: 40,
      pageInfo: { nextCursor: 'next' },
    }));
    renderInTestApp(<IncomingWidget />, {
      mountedRoutes: { '/dataset-migrations/t/:targetId': targetRouteRef },
      apis: [
        [
          datasetMigrationsApiRef,
          {
            listIncoming,
          } as Partial<DatasetMigrationsApi> as DatasetMigrationsApi,
        ],
        mockApis.identity(ANA),
      ],
    });

    expect(
      await screen.findByRole('link', { name: 'acme/marketing-dbt' }),
    ).toHaveAttribute('href', `/dataset-migrations/t/${item.target.id}`);
    expect(screen.getByText('40 incoming targets')).toBeInTheDocument();
    expect(listIncoming).toHaveBeenCalledWith(
      { entityRef: ANA.ownershipEntityRefs, limit: 3 },
      expect.anything(),
    );
  });
});
