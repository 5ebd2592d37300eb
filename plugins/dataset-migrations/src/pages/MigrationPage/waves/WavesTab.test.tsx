import type {
  Wave,
  WaveList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, onePage } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}?tab=waves`;

const CANARY: Wave = {
  number: 1,
  title: 'Canary',
  state: 'halted',
  stateReason: '3 of 5 failed.',
  stateSince: '2026-11-20T10:00:00Z',
  gate: { maxFailureShare: 0.2, soakMinutes: 30 },
  targetCount: 5,
  targetCounts: [
    { state: 'failed', count: 3 },
    { state: 'merged', count: 2 },
  ],
  targetsWorkedOn: 5,
  targetsWithoutModel: 4,
  waitsFor: ['A person decides whether it goes on.'],
  allowed: ['pass', 'resume'],
};

const EVERYBODY: Wave = {
  number: 2,
  title: 'Everybody',
  state: 'pending',
  stateSince: '2026-11-20T10:00:00Z',
  gate: {},
  targetCount: 10,
  targetCounts: [{ state: 'pending', count: 10 }],
  waitsFor: [],
  allowed: [],
};

const WAVES: WaveList = { items: [CANARY, EVERYBODY] };

describe('WavesTab', () => {
  it('says of each wave how far it is, what its gate asks for and what it waits for', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listWaves: async () => WAVES,
      },
    });

    const canary = within(
      await screen.findByRole('region', { name: '1. Canary' }),
    );

    expect(canary.getByText('Halted')).toBeInTheDocument();
    expect(canary.getByText(/3 of 5 failed\./)).toBeInTheDocument();
    expect(canary.getByText(/2 of 5 targets merged/)).toBeInTheDocument();
    expect(
      canary.getByText(
        'halts when more than 20% of its targets fail · nothing goes wrong for 30 minutes',
      ),
    ).toBeInTheDocument();
    expect(
      canary.getByText('A person decides whether it goes on.'),
    ).toBeInTheDocument();
    expect(
      canary.getByText('none asked for 4 of 5 worked on'),
    ).toBeInTheDocument();
    expect(canary.getByRole('link', { name: '5 targets' })).toHaveAttribute(
      'href',
      `/dataset-migrations/m/${migrationId}?wave=1`,
    );
    expect(
      within(screen.getByRole('region', { name: '2. Everybody' })).queryByRole(
        'button',
      ),
    ).not.toBeInTheDocument();
  });

  it('resumes at once, and opens the next wave only with a reason', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration(),
        listWaves: async () => WAVES,
        decideWave: jest.fn(async () => WAVES),
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Resume' }));
    await waitFor(() =>
      expect(api.decideWave).toHaveBeenCalledWith({
        migrationId,
        waveNumber: 1,
        decision: 'resume',
      }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Open the next wave anyway…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(
      dialog.getByRole('button', { name: 'Open the next wave' }),
    );
    expect(api.decideWave).toHaveBeenCalledTimes(1);
    await user.type(dialog.getByRole('textbox'), 'known failures');
    await user.click(
      dialog.getByRole('button', { name: 'Open the next wave' }),
    );

    expect(api.decideWave).toHaveBeenLastCalledWith({
      migrationId,
      waveNumber: 1,
      decision: 'pass',
      reason: 'known failures',
    });
  });

  it('divides the targets of a plan otherwise, after showing what comes of it', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getMigration: async () =>
          aMigration({ state: 'planned', allowed: ['update', 'start'] }),
        listWaves: async () => ({
          items: [CANARY, EVERYBODY].map(wave => ({ ...wave, allowed: [] })),
        }),
        setWaves: jest.fn(async () => WAVES),
      },
    });

    await user.click(
      await screen.findByRole('button', { name: 'Divide otherwise…' }),
    );
    const first = within(await screen.findByRole('group', { name: 'Wave 1' }));
    const size = first.getByRole('textbox', { name: 'Targets' });
    await user.clear(size);
    await user.type(size, 'some');
    expect(first.getByText(/“some” is no number of targets/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Divide so' }));
    expect(api.setWaves).not.toHaveBeenCalledWith(
      expect.not.objectContaining({ dryRun: true }),
    );
    await user.clear(size);
    await user.type(size, '20 %');
    expect(
      await screen.findByText(/^This gives: 1\. Canary: 5 targets/),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Divide so' }));

    expect(api.setWaves).toHaveBeenLastCalledWith({
      migrationId,
      waves: [
        {
          title: 'Canary',
          share: 0.2,
          gate: { maxFailureShare: 0.2, soakMinutes: 30 },
        },
        { title: 'Everybody' },
      ],
    });
  });

  it('shows the targets of one wave by its link', async () => {
    const api = renderPlugin({
      path: `/dataset-migrations/m/${migrationId}?wave=2`,
      api: {
        getMigration: async () => aMigration(),
        listTargets: jest.fn(async () => onePage(aTarget())),
      },
    });

    expect(await screen.findByText('Only wave 2.')).toBeInTheDocument();
    expect(api.listTargets).toHaveBeenCalledWith(
      expect.objectContaining({ wave: 2 }),
      expect.anything(),
    );
  });

  it('undoes what was merged of a wave, with its number and a reason', async () => {
    const user = userEvent.setup();
    const api = renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: ['pause', 'revert'] }),
        listWaves: async () => WAVES,
        revertTargets: jest.fn(async ({ dryRun = false }) => ({
          total: 2,
          requested: dryRun ? 0 : 2,
          underWay: 1,
          dryRun,
          targets: [
            { id: 't-1', repository: 'localhost:4400/acme/fraud-airflow' },
          ],
        })),
      },
    });

    await user.click(
      await screen.findByRole('button', { name: 'Undo this wave…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('Open 2 revert pull requests?'),
    ).toBeInTheDocument();
    expect(dialog.getByText('acme/fraud-airflow')).toBeInTheDocument();
    expect(
      dialog.getByText('1 more is being undone already'),
    ).toBeInTheDocument();
    await user.type(dialog.getByRole('textbox'), 'Wrong amounts');
    await user.click(dialog.getByRole('button', { name: 'Open 2' }));

    expect(api.revertTargets).toHaveBeenCalledTimes(2);
    expect(api.revertTargets).toHaveBeenLastCalledWith({
      migrationId,
      wave: 1,
      reason: 'Wrong amounts',
    });
  });
});
