import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import { rootRouteRef } from '../routes';
import { MigrateButton } from './MigrateButton';

describe('MigrateButton', () => {
  it('says why there is no way to migrate for whoever may not', async () => {
    renderInTestApp(
      <MigrateButton
        from="resource:default/user-activity-v1"
        variant="primary"
      />,
      {
        mountedRoutes: { '/dataset-migrations': rootRouteRef },
        apis: [mockApis.permission({ authorize: AuthorizeResult.DENY })],
      },
    );

    expect(
      await screen.findByText(/^You may not start migrations here/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Migrate' }),
    ).not.toBeInTheDocument();
  });
});
