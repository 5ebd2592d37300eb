import { InputError } from '@backstage/errors';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aConsumer,
  aMigration,
  aTarget,
  onePage,
} from '../../__testUtils__/records';
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

  it('makes a draft of what was typed, plans it and shows who is hit', async () => {
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
        listConsumers: async () => onePage(aConsumer()),
      },
    });

    const contract = await screen.findByRole('textbox', {
      name: /Mapping contract/,
    });
    await userEvent.type(contract, '# checked by ana');
    await userEvent.click(
      screen.getByRole('button', { name: 'Continue: find the consumers' }),
    );

    expect(
      await screen.findByRole('heading', { name: 'User activity v1 → v2' }),
    ).toBeInTheDocument();
    expect(createMigration).toHaveBeenCalledWith(
      { contract: `${DRAFT}# checked by ana` },
      expect.anything(),
    );
    expect(planMigration).toHaveBeenCalledWith({
      migrationId: aMigration().id,
    });
    expect(
      await screen.findByText('18 consumers in 15 targets.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Who is hit' })).toHaveAttribute(
      'aria-current',
      'step',
    );
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
        listConsumers: async () => onePage(aConsumer()),
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
    expect(
      screen.getByRole('region', { name: 'What is wrong with the contract' }),
    ).toHaveFocus();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Mapping contract/ }),
      '# mended',
    );
    await userEvent.click(submit);

    await waitFor(() => expect(updateMigration).toHaveBeenCalledTimes(1));
    expect(createMigration).toHaveBeenCalledTimes(1);
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

  it('begins with the contract of another migration', async () => {
    const getContract = jest.fn(async () => ({
      version: 3,
      text: DRAFT,
      createdBy: 'user:default/ana',
      createdAt: '2026-11-20T09:00:00Z',
      explanation: [],
    }));
    renderPlugin({
      path: `/dataset-migrations/migrate?clone=${aMigration().id}`,
      api: { getContract, checkContract: noProblems },
    });

    expect(
      await screen.findByRole('textbox', { name: /Mapping contract/ }),
    ).toHaveValue(DRAFT);
    expect(screen.getByText(/^Copied from another migration/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /From dataset/ })).toBeEnabled();
  });

  const flow = (step: string) =>
    `/dataset-migrations/migrate?migration=${aMigration().id}&step=${step}`;
  const aPlan = (changes: Partial<Migration> = {}) =>
    aMigration({
      state: 'planned',
      targetCounts: [{ state: 'proposed', count: 15 }],
      allowed: ['update', 'configure', 'plan', 'preview', 'start', 'cancel'],
      deadline: '2099-12-15',
      ...changes,
    });

  it('goes on with a draft where it was left, without drafting anew', async () => {
    const draft = jest.fn(draftContract);
    const planMigration = jest.fn(planned);
    renderPlugin({
      path: flow('start'),
      api: {
        getMigration: async () =>
          aPlan({ state: 'draft', plannedAt: undefined, planHash: undefined }),
        getContract: async () => ({
          version: 1,
          text: DRAFT,
          createdBy: 'user:default/ana',
          createdAt: '2026-11-20T09:00:00Z',
          explanation: [],
        }),
        draftContract: draft,
        checkContract: noProblems,
        planMigration,
      },
    });

    expect(
      await screen.findByRole('textbox', { name: /Mapping contract/ }),
    ).toHaveValue(DRAFT);
    const steps = within(
      screen.getByRole('navigation', { name: 'Steps to a started migration' }),
    );
    expect(steps.getAllByRole('link')).toHaveLength(1);
    await userEvent.click(
      screen.getByRole('button', { name: 'Continue: find the consumers' }),
    );

    // nothing was changed, so nothing is stored anew
    await waitFor(() => expect(planMigration).toHaveBeenCalledTimes(1));
    expect(draft).not.toHaveBeenCalled();
  });

  it('shows the way on from each step', async () => {
    renderPlugin({
      path: flow('preview'),
      api: {
        getMigration: async () => aPlan(),
        listTargets: async () => onePage(aTarget()),
      },
    });

    expect(
      await screen.findByRole('link', { name: 'Continue: start' }),
    ).toHaveAttribute('href', flow('start'));
    expect(
      screen.getByRole('button', { name: 'Run preview again' }),
    ).toBeInTheDocument();
    expect(screen.getByText('acme/marketing-dbt')).toBeInTheDocument();
  });

  it('says all that is started, asks with the number, and leads to the migration', async () => {
    let migration = aPlan();
    const startMigration = jest.fn(async () => {
      migration = aMigration();
      return migration;
    });
    renderPlugin({
      path: flow('start'),
      api: { getMigration: async () => migration, startMigration },
    });

    const summary = within(
      await screen.findByRole('region', { name: 'This is what you start:' }),
    );
    expect(
      summary.getByText('15 targets are moved, for 18 consumers.'),
    ).toBeInTheDocument();
    expect(summary.getByText(/Teams have until Dec 15, 2099/)).toBeVisible();
    expect(summary.getByRole('link', { name: 'Change: How' })).toHaveAttribute(
      'href',
      flow('how'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Start migration' }),
    );
    expect(startMigration).not.toHaveBeenCalled();
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Start for 15',
      }),
    );

    expect(
      await screen.findByRole('button', { name: 'Pause' }),
    ).toBeInTheDocument();
    expect(startMigration).toHaveBeenCalledWith({
      migrationId: aMigration().id,
      planHash: 'plan-1',
    });
  });

  it('offers no start to those who may not, and says who can', async () => {
    renderPlugin({
      path: flow('start'),
      api: { getMigration: async () => aPlan({ allowed: [] }) },
    });

    expect(
      await screen.findByText(
        'You may not start it. The owner can: growth-data.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Start migration' }),
    ).not.toBeInTheDocument();
  });

  describe('what was written and not saved', () => {
    const contractField = () =>
      screen.findByRole('textbox', { name: /Mapping contract/ });
    const storedAs = (text: string, version: number) => ({
      text,
      version,
      explanation: [],
      createdBy: 'user:default/ana',
      createdAt: '2026-11-28T12:00:00.000Z',
    });
    const draftAgain = jest.fn(draftContract);
    const open = () =>
      renderPlugin({
        path: PATH,
        api: { draftContract: draftAgain, checkContract: noProblems },
      });

    async function writeAndLeave() {
      open();
      await userEvent.type(await contractField(), '# mine');
      cleanup();
    }

    it('is there when somebody comes back, even if they left right after the last key', async () => {
      await writeAndLeave();
      draftAgain.mockClear();

      open();

      expect(await contractField()).toHaveValue(`${DRAFT}# mine`);
      expect(
        screen.getByText(
          /^What you wrote until .* and did not save is back\.$/,
        ),
      ).toBeInTheDocument();
      expect(draftAgain).not.toHaveBeenCalled();
    });

    it('says when it was kept', async () => {
      open();
      await userEvent.type(await contractField(), '# mine');

      expect(
        await screen.findByText(/^Kept in this browser at /),
      ).toBeInTheDocument();
    });

    it('goes away when nobody wants it, and the draft comes back', async () => {
      await writeAndLeave();
      open();

      await userEvent.click(
        await screen.findByRole('button', { name: 'Drop it' }),
      );

      await waitFor(async () =>
        expect(await contractField()).toHaveValue(DRAFT),
      );
      cleanup();
      open();
      expect(await contractField()).toHaveValue(DRAFT);
      expect(screen.queryByRole('button', { name: 'Drop it' })).toBeNull();
    });

    it('is forgotten once the server has it', async () => {
      await writeAndLeave();
      renderPlugin({
        path: PATH,
        api: {
          draftContract,
          checkContract: noProblems,
          createMigration: async () => aMigration({ state: 'draft' }),
          getMigration: async () => aMigration({ state: 'draft' }),
          getContract: async () => storedAs(`${DRAFT}# mine`, 1),
        },
      });
      await contractField();
      await userEvent.click(
        screen.getByRole('button', { name: 'Save the draft' }),
      );
      await screen.findByRole('heading', { name: 'User activity v1 → v2' });
      cleanup();

      open();

      expect(await contractField()).toHaveValue(DRAFT);
    });

    it('asks whose text goes on when it was begun from an older version', async () => {
      let stored = storedAs(DRAFT, 1);
      const draft = () =>
        aMigration({
          state: 'draft',
          allowed: ['update'],
          contractVersion: stored.version,
        });
      const openDraft = () =>
        renderPlugin({
          path: `/dataset-migrations/migrate?migration=${draft().id}&step=what`,
          api: {
            checkContract: noProblems,
            getMigration: async () => draft(),
            getContract: async () => stored,
          },
        });
      openDraft();
      await userEvent.type(await contractField(), '# mine');
      cleanup();
      stored = storedAs(`${DRAFT}# theirs`, 2);

      openDraft();

      expect(
        await screen.findByText('Somebody else saved version 2 meanwhile.'),
      ).toBeInTheDocument();
      expect(await contractField()).toHaveValue(`${DRAFT}# mine`);
      expect(
        screen.getByRole('button', { name: 'Save the draft' }),
      ).toBeDisabled();
      await userEvent.click(
        screen.getByRole('button', { name: 'Take theirs' }),
      );
      expect(await contractField()).toHaveValue(`${DRAFT}# theirs`);
    });

    it('is not lost, and loses nobody else’s, when another version was saved meanwhile', async () => {
      let stored = storedAs(DRAFT, 1);
      const updateMigration = jest.fn(async () =>
        aMigration({ state: 'draft', contractVersion: 3 }),
      );
      const draft = () =>
        aMigration({
          state: 'draft',
          allowed: ['update'],
          contractVersion: stored.version,
        });
      renderPlugin({
        path: `/dataset-migrations/migrate?migration=${draft().id}&step=what`,
        api: {
          checkContract: noProblems,
          getMigration: async () => draft(),
          getContract: async (_, options) => {
            options?.onEntityTag?.(`"contract-${stored.version}"`);
            return stored;
          },
          updateMigration,
        },
      });
      await userEvent.type(await contractField(), '# mine');
      stored = storedAs(`${DRAFT}# theirs`, 2);
      document.dispatchEvent(new Event('visibilitychange'));

      expect(
        await screen.findByText('Somebody else saved version 2 meanwhile.'),
      ).toBeInTheDocument();
      expect(await contractField()).toHaveValue(`${DRAFT}# mine`);
      await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
      await userEvent.click(
        screen.getByRole('button', { name: 'Save the draft' }),
      );

      await waitFor(() =>
        expect(updateMigration).toHaveBeenCalledWith(
          { migrationId: draft().id, contract: `${DRAFT}# mine` },
          expect.objectContaining({ ifMatch: '"contract-2"' }),
        ),
      );
    });
  });
});
