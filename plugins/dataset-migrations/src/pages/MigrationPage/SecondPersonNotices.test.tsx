import type {
  Approval,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, anApproval } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}`;

function aLargePlan(approvals: Approval[], isNeeded = true): Migration {
  return aMigration({
    state: 'planned',
    targetCount: 1200,
    targetCounts: [{ state: 'proposed', count: 1200 }],
    allowed: ['plan', 'start', 'cancel'],
    secondPerson: { aboveTargets: 200, isNeeded, approvals },
  });
}

describe('a migration that needs a second person', () => {
  it('says so before it is asked to start, and then waits', async () => {
    let now = aLargePlan([]);
    const startMigration = jest.fn(async () => {
      now = aLargePlan([anApproval({ allowed: ['withdraw'] })]);
      throw new Error('approval: waits for a second person');
    });
    renderPlugin({
      path: PATH,
      api: { getMigration: async () => now, startMigration },
    });

    expect(
      await screen.findByText(/One person alone may begin 200 targets/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Ask to start' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText('Ask to start for 1200 targets?'),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Ask to start' }));

    expect(
      await screen.findByText('Waits for a second person'),
    ).toBeInTheDocument();
    expect(startMigration).toHaveBeenCalledWith({
      migrationId,
      planHash: 'plan-1',
    });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /start/i }),
    ).not.toBeInTheDocument();
  });

  it('is approved by somebody else, with what that is for', async () => {
    let now = aLargePlan([anApproval()]);
    const decideApproval = jest.fn(async () => {
      const approved = anApproval({
        state: 'approved',
        decidedBy: 'user:default/ana',
        allowed: ['withdraw'],
      });
      now = aLargePlan([approved], false);
      return approved;
    });
    renderPlugin({
      path: PATH,
      api: { getMigration: async () => now, decideApproval },
    });

    expect(
      await screen.findByText('ben asks to start 1,200 targets.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'It holds for plan 3f1c9a52bb00 of contract version 3 only.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));

    expect(await screen.findByText('Approved by ana')).toBeInTheDocument();
    expect(decideApproval).toHaveBeenCalledWith({
      approvalId: 'approval-1',
      decision: 'approve',
    });
    expect(
      screen.getByRole('button', { name: 'Start migration' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['the one who asked', ['withdraw' as const], /You have asked for it your/],
    ['a reader', [], /Only who may start the migration can approve/],
  ])('cannot be approved by %s, and says why', async (_who, allowed, why) => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aLargePlan([anApproval({ allowed })]),
      },
    });

    const approve = await screen.findByRole('button', { name: 'Approve' });

    expect(approve).toBeDisabled();
    expect(approve).toHaveAccessibleDescription(why);
    expect(screen.queryAllByRole('button', { name: 'Withdraw' })).toHaveLength(
      allowed.length,
    );
  });

  it('shows a start that is refused for another reason as an error', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () =>
          aMigration({ state: 'paused', allowed: ['resume'] }),
        resumeMigration: async () => {
          throw new Error('The database is away');
        },
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Resume' }),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
  });

  it('shows what is to be reverted', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () =>
          aMigration({
            secondPerson: {
              aboveTargets: 200,
              isNeeded: false,
              approvals: [
                anApproval({
                  act: 'revert',
                  subject: 'Canary (wave 1)',
                  reason: 'Wrong numbers',
                }),
                anApproval({ id: 'approval-2', state: 'approved' }),
              ],
            },
          }),
      },
    });

    expect(
      await screen.findByText(
        'ben asks to revert 1,200 targets: Canary (wave 1).',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Wrong numbers')).toBeInTheDocument();
    expect(screen.queryByText('It can start now.')).not.toBeInTheDocument();
  });
});
