import { InputError } from '@backstage/errors';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, onePage } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH =
  '/dataset-migrations/migrate?from=resource:default/user-activity-v1';
const DRAFT = 'kind: MappingContract\nmetadata: { name: user-activity-v2 }\n';

const draftContract = async () => ({
  contract: DRAFT,
  toRef: 'resource:default/user-activity-v2',
  source: 'annotation' as const,
});
const noProblems = async () => ({
  problems: [],
  explanation: ['user_id becomes account_id.'],
});
const planned = async () => aMigration({ state: 'planned' });

describe('MigratePage', () => {
  it('starts from the draft of the dataset', async () => {
    renderPlugin({
      path: PATH,
      api: { draftContract, checkContract: noProblems },
    });

    expect(
      await screen.findByRole('textbox', { name: /Mapping contract/ }),
    ).toHaveValue(DRAFT);
    expect(screen.getByRole('textbox', { name: /To dataset/ })).toHaveValue(
      'resource:default/user-activity-v2',
    );
    expect(
      screen.getByText('Prefilled from the dataset’s own example.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('user_id becomes account_id.'),
    ).toBeInTheDocument();
  });

  it('makes a draft of what was typed, plans it and goes to its page', async () => {
    const createMigration = jest.fn(async () => aMigration({ state: 'draft' }));
    const planMigration = jest.fn(planned);
    renderPlugin({
      path: PATH,
      api: {
        draftContract,
        checkContract: noProblems,
        createMigration,
        planMigration,
        getMigration: planned,
        listTargets: async () => onePage(aTarget()),
      },
    });

    const contract = await screen.findByRole('textbox', {
      name: /Mapping contract/,
    });
    await userEvent.type(contract, '# checked by ana');
    fireEvent.change(screen.getByLabelText('Deadline'), {
      target: { value: '2099-12-15' },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Continue: find the consumers' }),
    );

    expect(
      await screen.findByRole('heading', { name: 'User activity v1 → v2' }),
    ).toBeInTheDocument();
    expect(createMigration).toHaveBeenCalledWith({
      contract: `${DRAFT}# checked by ana`,
      requiredLevel: 'E2',
      deadline: '2099-12-15',
    });
    expect(planMigration).toHaveBeenCalledWith({
      migrationId: aMigration().id,
    });
  });

  it('shows each problem at its path, with the mend', async () => {
    renderPlugin({
      path: PATH,
      api: {
        draftContract,
        checkContract: async () => ({
          problems: [
            {
              path: 'spec.datasets[0].fields[3].from',
              value: 'plan_teir',
              mend: 'No such old column. Did you mean plan_tier?',
            },
          ],
          explanation: [],
        }),
      },
    });

    expect(await screen.findByText('1 problem')).toBeInTheDocument();
    expect(
      screen.getByText('spec.datasets[0].fields[3].from'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No such old column. Did you mean plan_tier?'),
    ).toBeInTheDocument();
    expect(screen.getByText('Stands there: plan_teir')).toBeInTheDocument();
  });

  it('changes the saved draft instead of making a second one when planning was refused', async () => {
    const createMigration = jest.fn(async () => aMigration({ state: 'draft' }));
    const updateMigration = jest.fn(async () => aMigration({ state: 'draft' }));
    renderPlugin({
      path: PATH,
      api: {
        draftContract,
        checkContract: noProblems,
        createMigration,
        updateMigration,
        planMigration: jest
          .fn()
          .mockRejectedValueOnce(new InputError('The dataset has no consumers'))
          .mockImplementation(planned),
        getMigration: planned,
        listTargets: async () => onePage(aTarget()),
      },
    });
    await screen.findByRole('textbox', { name: /Mapping contract/ });
    const submit = screen.getByRole('button', {
      name: 'Continue: find the consumers',
    });

    await userEvent.click(submit);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The dataset has no consumers',
    );
    expect(
      screen.getByRole('link', { name: 'Open the draft' }),
    ).toBeInTheDocument();
    await userEvent.click(submit);

    await waitFor(() => expect(updateMigration).toHaveBeenCalledTimes(1));
    expect(createMigration).toHaveBeenCalledTimes(1);
  });

  it('asks the server nothing for a deadline in the past', async () => {
    const createMigration = jest.fn(async () => aMigration());
    renderPlugin({
      path: PATH,
      api: { draftContract, checkContract: noProblems, createMigration },
    });
    await screen.findByRole('textbox', { name: /Mapping contract/ });

    fireEvent.change(screen.getByLabelText('Deadline'), {
      target: { value: '2020-01-31' },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Continue: find the consumers' }),
    );

    expect(
      screen.getByText('Jan 31, 2020 is in the past. Choose a later date.'),
    ).toBeInTheDocument();
    expect(createMigration).not.toHaveBeenCalled();
  });

  it('lets a contract be written by hand when no draft can be made', async () => {
    renderPlugin({
      path: PATH,
      api: {
        draftContract: async () => {
          throw new InputError('The dataset has no schema');
        },
        checkContract: noProblems,
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The dataset has no schema',
    );
    expect(
      screen.getByRole('textbox', { name: /Mapping contract/ }),
    ).toHaveValue('');
  });
});
