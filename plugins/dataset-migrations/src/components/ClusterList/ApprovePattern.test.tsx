import type {
  ClusterView,
  DecisionRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aTarget, PATCH } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const shape = 'a'.repeat(64);
const { migrationId } = aTarget();
const PATH = `/dataset-migrations/incoming?cluster=${migrationId}.${shape}`;

/** A cluster as the backend gives it, and what is called about it. */
function openCluster(
  changes: Partial<ClusterView> = {},
  allowed: DecisionRequest['decision'][] = ['accept'],
) {
  return renderPlugin({
    path: PATH,
    api: {
      getCluster: async () => ({
        exemplar: { id: 'read', target: aTarget({ allowed }), patch: PATCH },
        approvedCount: 0,
        items: [],
        totalItems: 0,
        pageInfo: {},
        ...changes,
      }),
      decideCluster: jest.fn(
        async ({ dryRun = false }: { dryRun?: boolean }) => ({
          decided: 9,
          dryRun,
          leftOut: [
            { reason: 'deviates' as const, count: 2 },
            { reason: 'placesToDecide' as const, count: 1 },
          ],
          targets: [],
          isComplete: true,
        }),
      ),
    },
  });
}

describe('ApprovePattern', () => {
  it('says how many are accepted and what is left out, and wants the patch to have been read', async () => {
    const user = userEvent.setup();
    const api = openCluster();
    await user.click(
      await screen.findByRole('button', { name: 'Approve the pattern…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('Accept 9 pull requests?'),
    ).toBeInTheDocument();
    expect(
      within(dialog.getByRole('region', { name: 'Left out' }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      '2 have lines that are not in this patch',
      '1 has places that a person has to decide',
    ]);
    const confirm = dialog.getByRole('button', { name: 'Accept 9' });
    expect(confirm).toBeDisabled();

    await user.click(
      dialog.getByRole('checkbox', {
        name: 'I have read the patch of acme/marketing-dbt',
      }),
    );
    await user.click(confirm);

    expect(api.decideCluster).toHaveBeenCalledTimes(2);
    expect(api.decideCluster).toHaveBeenLastCalledWith(
      expect.objectContaining({
        migrationId,
        shape,
        decision: 'approve',
        exemplarId: 'read',
      }),
    );
    expect(api.decideCluster).not.toHaveBeenLastCalledWith(
      expect.objectContaining({ dryRun: true }),
    );
  });

  it('takes back what was approved', async () => {
    const user = userEvent.setup();
    const api = openCluster({ approvedCount: 9 }, ['undo']);
    expect(
      await screen.findByText('9 are accepted by this pattern.'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Undo' }));

    expect(api.decideCluster).toHaveBeenCalledWith(
      expect.objectContaining({ decision: 'undo' }),
    );
  });

  it('offers nothing to whoever may only read', async () => {
    openCluster({ approvedCount: 9 }, []);

    expect(
      await screen.findByText('9 are accepted by this pattern.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'Approve the pattern…' }),
    ).toBeNull();
  });
});
