import type {
  CreateJobRequest,
  Job,
  JobCheck,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, onePage } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}?tab=targets&state=failed`;

const aJob = (job: Partial<Job> = {}): Job => ({
  id: 'j1',
  migrationId,
  act: 'retry',
  state: 'running',
  of: 4,
  done: 1,
  acted: 1,
  refused: [],
  createdBy: 'user:default/ana',
  createdAt: '2026-11-20T09:00:00Z',
  allowed: ['cancel'],
  ...job,
});

const CHECK: JobCheck = {
  act: 'retry',
  of: 4312,
  acted: 4300,
  refused: [
    { reason: 'notPossible', count: 12, example: 'The target is running' },
  ],
};

function open(
  options: {
    jobs?: () => Job[];
    targets?: Target[];
    check?: JobCheck;
    begins?: Job;
  } = {},
) {
  const targets = options.targets ?? [
    aTarget({
      id: 't1',
      repository: 'github.com/acme/one',
      allowed: ['retry', 'takeOver', 'notAConsumer'],
    }),
    aTarget({
      id: 't2',
      repository: 'github.com/acme/two',
      allowed: ['retry'],
    }),
  ];
  return renderPlugin({
    path: PATH,
    api: {
      getMigration: async () => aMigration(),
      listTargets: async () => ({ ...onePage(...targets), totalItems: 4312 }),
      listJobs: jest.fn(async () => ({
        ...onePage<Job>(),
        items: options.jobs?.() ?? [],
      })),
      checkJob: jest.fn(
        async (_request: CreateJobRequest) => options.check ?? CHECK,
      ),
      createJob: jest.fn(
        async (_request: CreateJobRequest) =>
          options.begins ?? aJob({ state: 'waiting', done: 0, acted: 0 }),
      ),
      cancelJob: jest.fn(async () => aJob({ state: 'cancelled' })),
    },
  });
}

const rowBox = async (repository: string) => {
  const row = (await screen.findByText(repository)).closest('[role="row"]');
  return within(row as HTMLElement).getByRole('checkbox');
};

describe('acts on many targets', () => {
  it('are offered once something is chosen, as far as the person may', async () => {
    const user = userEvent.setup();
    open();
    await user.click(await rowBox('acme/two'));

    const bar = within(await screen.findByRole('toolbar'));
    expect(screen.getByText('1 target chosen')).toBeInTheDocument();
    expect(bar.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
    expect(bar.queryByText('We do it ourselves…')).not.toBeInTheDocument();

    await user.click(await rowBox('acme/one'));
    expect(screen.getByText('2 targets chosen')).toBeInTheDocument();
    expect(
      bar.getByRole('button', { name: 'We do it ourselves…' }),
    ).toBeInTheDocument();
    await user.click(bar.getByRole('button', { name: 'More acts' }));
    expect(
      await screen.findByRole('menuitem', { name: 'Not a consumer…' }),
    ).toBeInTheDocument();
  });

  it('are not offered to who may do nothing', async () => {
    open({ targets: [aTarget({ id: 't1', allowed: [] })] });
    expect(await screen.findByRole('grid')).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('reach all that match, by the filter, after the number was shown', async () => {
    const user = userEvent.setup();
    const api = open();
    await user.click(await rowBox('acme/one'));
    await user.click(
      screen.getByRole('button', { name: 'Choose all 4,312 that match' }),
    );
    expect(
      screen.getByText('All 4,312 that match are chosen'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));

    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Retry: 4,312 targets?')).toBeInTheDocument();
    expect(
      await dialog.findByText('Possible for 4,300 of 4,312.'),
    ).toBeInTheDocument();
    expect(dialog.getByText(/The target is running/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Do it for 4,300' }));

    expect(api.createJob).toHaveBeenCalledWith(
      { migrationId, act: 'retry', filter: { state: ['failed'] } },
      { idempotencyKey: expect.any(String) },
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });

  it('reach those that are chosen, and ask for the reason where one is needed', async () => {
    const user = userEvent.setup();
    const api = open({ check: { ...CHECK, of: 2, acted: 2, refused: [] } });
    await user.click(await rowBox('acme/one'));
    await user.click(screen.getByRole('button', { name: 'More acts' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Not a consumer…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(
      await dialog.findByRole('button', { name: 'Do it for 2' }),
    );
    expect(api.createJob).not.toHaveBeenCalled();
    await user.type(dialog.getByRole('textbox'), 'Only a comment');
    await user.click(dialog.getByRole('button', { name: 'Do it for 2' }));
    expect(api.createJob).toHaveBeenCalledWith(
      {
        migrationId,
        act: 'notAConsumer',
        targetIds: ['t1'],
        reason: 'Only a comment',
      },
      expect.anything(),
    );
  });

  it('cannot be begun for nothing', async () => {
    const user = userEvent.setup();
    open({ check: { ...CHECK, acted: 0 } });
    await user.click(await rowBox('acme/two'));
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('button', { name: 'Do it for 0' }),
    ).toBeDisabled();
  });

  it('show how far they are, can be cancelled, and say at the end what was not possible', async () => {
    const user = userEvent.setup();
    let job = aJob();
    const api = open({ jobs: () => [job] });
    expect(
      await screen.findByRole('progressbar', { name: 'How far it is' }),
    ).toHaveValue(1);
    expect(screen.getAllByText('Retry: 1 of 4')).not.toHaveLength(0);
    expect(
      screen
        .getAllByRole('status')
        .some(({ textContent }) => textContent === 'Retry: 1 of 4'),
    ).toBe(true);

    job = aJob({
      state: 'cancelled',
      done: 3,
      acted: 2,
      refused: [{ reason: 'gone', count: 1, example: 'Gone' }],
      allowed: [],
    });
    await user.click(screen.getByRole('button', { name: 'Cancel the rest' }));
    expect(api.cancelJob).toHaveBeenCalledWith({ jobId: 'j1' });
    expect(
      (await screen.findAllByText('Retry: cancelled, done for 2 of 4'))[0],
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 is not in the plan any more.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/cancelled, done/)).not.toBeInTheDocument();
  });

  it('of others that ended long ago are not shown', async () => {
    open({ jobs: () => [aJob({ state: 'done', allowed: [] })] });
    expect(await screen.findByText('acme/one')).toBeInTheDocument();
    expect(screen.queryByText(/^Retry: done/)).not.toBeInTheDocument();
  });
});
