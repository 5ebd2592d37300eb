import { NotFoundError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, anAttempt } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const targetId = aTarget().id;
const PATH = `/dataset-migrations/t/${targetId}`;

const noEvents = async () => ({ items: [], pageInfo: {} });

const DAYS = {
  timeZone: 'Europe/Berlin',
  earliest: '2026-12-02',
  latestSnooze: '2026-12-31',
  latestException: '2027-12-01',
  deadline: '2026-12-15',
};

describe('TargetPage', () => {
  it('says that what was merged is being undone, by whom and why', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () =>
          aTarget({
            state: 'merged',
            revert: {
              state: 'open',
              stateReason: 'It waits for a review.',
              stateSince: '2026-11-22T10:00:00Z',
              reason: 'Wrong amounts',
              requestedBy: 'user:default/ana',
              requestedAt: '2026-11-22T10:00:00Z',
            },
          }),
      },
    });

    expect(
      await screen.findByText(
        /A pull request undoes it: It waits for a review/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/Wrong amounts/)).toBeInTheDocument();
  });

  it('says why the target stands where it stands, and what happens next', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget(),
        listAttempts: async () => ({ items: [anAttempt()] }),
        listTargetEvents: noEvents,
      },
    });

    expect(
      await screen.findByText(
        'Next: marketing-analytics reviews the pull request.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Review is missing.')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Open pull request/ }),
    ).toHaveAttribute(
      'href',
      'http://localhost:4400/acme/marketing-dbt/pull/7',
    );
  });

  it('shows what was said to the agent, by whom, in which round, and what came of it', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () =>
          aTarget({
            reactions: [
              {
                kind: 'review',
                round: 2,
                state: 'unchanged',
                outcome: 'the agent left the change as it is',
                headSha: 'abcdef0123456789',
                feedback: [
                  {
                    from: 'reviewer',
                    source: 'farid',
                    path: 'a.sql',
                    line: 3,
                    text: '<img src=x> Keep the alias',
                  },
                ],
                begunAt: '2026-11-28T09:00:00Z',
              },
            ],
          }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
      },
    });

    expect(await screen.findByText('Reviews, round 2')).toBeInTheDocument();
    expect(screen.getByText('Nothing changed')).toBeInTheDocument();
    expect(
      screen.getByText('the agent left the change as it is'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 thing said of abcdef012345'),
    ).toBeInTheDocument();
    expect(screen.getByText('farid')).toBeInTheDocument();
    expect(screen.getByText('a.sql:3')).toBeInTheDocument();
    expect(screen.getByText('<img src=x> Keep the alias')).toBeInTheDocument();
  });

  it('shows what coding agents told models, how they ended and what that cost', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget(),
        listAttempts: async () => ({
          items: [
            anAttempt({
              end: 'budgetExceeded',
              endReason: 'The budget of an attempt is used up.',
              rounds: 2,
              prompts: [
                {
                  version: '3',
                  hash: 'abcdef0123456789',
                  text: 'Move it.',
                  contextHash: '0123456789abcdef',
                },
              ],
              models: {
                requestCount: 14,
                inputTokens: 120_000,
                outputTokens: 800,
                spentDollars: 1.9,
                models: ['large-model', 'small-model'],
              },
            }),
          ],
        }),
        listTargetEvents: noEvents,
      },
    });

    expect(
      await screen.findByText(
        'the budget for models was used up · 2 rounds · 14 requests to models · 120,000 tokens in, 800 out · $1.90 · large-model, small-model',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The budget of an attempt is used up.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Prompt 1 (version 3, abcdef012345)'),
    ).toBeInTheDocument();
    expect(screen.getByText('Move it.')).toBeInTheDocument();
    expect(
      screen.getByText(/by a program before the agent began: 0123456789ab$/),
    ).toBeInTheDocument();
  });

  it('shows what judges said of a patch, and what that comes to', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget(),
        listAttempts: async () => ({
          items: [
            anAttempt({
              ruling: {
                mode: 'advisory',
                verdict: 'veto',
                reasons: ['orders.sql:3 loses its filter.'],
                judges: [
                  {
                    id: 'reader',
                    verdict: 'veto',
                    reasons: ['orders.sql:3 loses its filter.'],
                  },
                ],
              },
            }),
          ],
        }),
        listTargetEvents: noEvents,
      },
    });

    expect(await screen.findByText('a judge objects')).toBeInTheDocument();
    expect(
      screen.getByText('reader · judges only advise here'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('orders.sql:3 loses its filter.'),
    ).toBeInTheDocument();
  });

  it('shows the diff of the newest patch with what was added and removed', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget(),
        listAttempts: async () => ({
          items: [
            anAttempt({ id: 'running', state: 'running', patch: undefined }),
            anAttempt(),
          ],
        }),
        listTargetEvents: noEvents,
      },
    });

    const file = within(
      await screen.findByRole('region', { name: 'models/orders.sql' }),
    );

    expect(file.getByText('1 added, 1 removed')).toBeInTheDocument();
    expect(file.getByText(/account_id as/)).toBeInTheDocument();
    expect(file.getByText('added')).toBeInTheDocument();
    expect(file.getByText('removed')).toBeInTheDocument();
  });

  it('lists the places that were left, with file, line and reason', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () =>
          aTarget({
            state: 'needsHuman',
            findings: [
              {
                kind: 'judgement',
                file: 'models/pricing.sql',
                line: 31,
                field: 'plan_tier',
                text: 'case when plan_tier',
                message: "Decide what 'legacy' means",
              },
            ],
          }),
        listAttempts: async () => ({ items: [anAttempt()] }),
        listTargetEvents: noEvents,
      },
    });

    const places = within(
      await screen.findByRole('region', { name: 'Left as it is (1)' }),
    );

    expect(places.getByText('models/pricing.sql:31')).toBeInTheDocument();
    expect(places.getByText("Decide what 'legacy' means")).toBeInTheDocument();
  });

  it('names every rung of the evidence with what was not proved', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget(),
        listAttempts: async () => ({ items: [anAttempt()] }),
        listTargetEvents: noEvents,
      },
    });

    const rungs = within(
      await screen.findByRole('list', { name: 'Evidence' }),
    ).getAllByRole('listitem');

    expect(rungs).toHaveLength(3);
    expect(rungs[2]).toHaveTextContent('not run');
    expect(rungs[2]).toHaveTextContent('No verifier for it yet.');
  });

  it('takes no exemption without a reason', async () => {
    const decideTarget = jest.fn(async () =>
      aTarget({ state: 'exempted', allowed: [] }),
    );
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget(),
        listAttempts: async () => ({ items: [anAttempt()] }),
        listTargetEvents: noEvents,
        decideTarget,
        getDecisionDays: async () => DAYS,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Something is wrong' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Grant an exception…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Grant it' }));
    expect(dialog.getByText('Say why, in a few words.')).toBeInTheDocument();
    expect(decideTarget).not.toHaveBeenCalled();
    await userEvent.type(dialog.getByRole('textbox'), 'Retires in December');
    await userEvent.click(dialog.getByRole('button', { name: 'Grant it' }));

    await waitFor(() =>
      expect(decideTarget).toHaveBeenCalledWith({
        targetId,
        decision: 'exempt',
        reason: 'Retires in December',
      }),
    );
  });

  it('puts off until a day, with the deadline in view and a reason beyond it', async () => {
    const decideTarget = jest.fn(async () => aTarget({ state: 'snoozed' }));
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget({ allowed: ['snooze'] }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
        getDecisionDays: async () => DAYS,
        decideTarget,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Snooze…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(/The deadline is Dec 15, 2026/),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'In 4 weeks' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Put off' }));
    expect(dialog.getByText('Say why, in a few words.')).toBeInTheDocument();
    expect(decideTarget).not.toHaveBeenCalled();
    await userEvent.type(dialog.getByRole('textbox'), 'Release');
    await userEvent.click(dialog.getByRole('button', { name: 'Put off' }));

    await waitFor(() =>
      expect(decideTarget).toHaveBeenCalledWith({
        targetId,
        decision: 'snooze',
        until: '2026-12-29',
        reason: 'Release',
      }),
    );
  });

  it('asks at the field for the day that a decision needs, and for whose the code is', async () => {
    const decideTarget = jest.fn(async () => aTarget());
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget({ allowed: ['snooze', 'notOurs'] }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
        getDecisionDays: async () => DAYS,
        decideTarget,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Snooze…' }),
    );
    const snooze = within(await screen.findByRole('dialog'));
    const day = await snooze.findByLabelText(/^Goes on when/);
    await userEvent.click(snooze.getByRole('button', { name: 'Put off' }));
    expect(day).toHaveAccessibleDescription(/^Choose a day\./);
    expect(day).toBeInvalid();
    await userEvent.click(snooze.getByRole('button', { name: 'Cancel' }));

    await userEvent.click(
      screen.getByRole('button', { name: 'Something is wrong' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Not ours…' }),
    );
    const notOurs = within(await screen.findByRole('dialog'));
    await userEvent.click(
      notOurs.getByRole('button', { name: 'It is not ours' }),
    );
    expect(notOurs.getByRole('combobox')).toBeInvalid();
    expect(decideTarget).not.toHaveBeenCalled();
  });

  it('shows what was said, by whom and why, as text, and takes it back', async () => {
    const decideTarget = jest.fn(async () => aTarget());
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () =>
          aTarget({
            allowed: ['undo'],
            decision: {
              kind: 'takeOver',
              by: 'user:default/ben',
              at: '2026-11-28T09:00:00Z',
              until: '2026-12-08',
              reason: '<b>ours</b>',
            },
          }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
        decideTarget,
      },
    });

    expect(
      await screen.findByText(/Moved by hand, to be done by Dec 8, 2026/),
    ).toBeInTheDocument();
    expect(screen.getByText('<b>ours</b>')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));

    await waitFor(() =>
      expect(decideTarget).toHaveBeenCalledWith({ targetId, decision: 'undo' }),
    );
  });

  it('gives who moves it by hand the exact commands and the contract', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget({ state: 'takenOver', allowed: [] }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
        getMigration: async () => aMigration(),
        getContract: async () => ({
          version: 1,
          text: 'kind: MappingContract',
          createdBy: 'user:default/ana',
          createdAt: '2026-11-20T09:00:00Z',
          explanation: [],
        }),
      },
    });

    expect(
      await screen.findByRole('group', { name: 'Commands' }),
    ).toHaveTextContent(
      'skein rewrite --prove --contract ../user-activity-v2.yaml .',
    );
    expect(
      screen.getByRole('button', { name: 'Save the contract' }),
    ).toBeInTheDocument();
  });

  it('shows how to mend the catalog that is wrong', async () => {
    renderPlugin({
      path: PATH,
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'marketing-dbt', namespace: 'default' },
          spec: {
            dependsOn: ['resource:user-activity-v1', 'resource:orders'],
          },
        },
      ],
      api: {
        getTarget: async () => aTarget({ allowed: ['notAConsumer'] }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
        getMigration: async () => aMigration(),
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Something is wrong' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Not a consumer…' }),
    );

    const fix = await screen.findByRole('group', {
      name: 'Mended description',
    });
    expect(fix).toHaveTextContent('dependsOn: - resource:orders');
    expect(fix).not.toHaveTextContent('- resource:user-activity-v1');
  });

  it('retries with one press', async () => {
    const retryTarget = jest.fn(async () =>
      aTarget({ state: 'queued', allowed: [] }),
    );
    renderPlugin({
      path: PATH,
      api: {
        getTarget: jest
          .fn()
          .mockResolvedValueOnce(aTarget({ state: 'failed' }))
          .mockResolvedValue(aTarget({ state: 'queued', allowed: [] })),
        listAttempts: async () => ({ items: [anAttempt()] }),
        listTargetEvents: noEvents,
        retryTarget,
      },
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

    expect(await screen.findByText('In the queue')).toBeInTheDocument();
    expect(retryTarget).toHaveBeenCalledWith({ targetId });
  });

  it('offers no act that the reader may not do', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => aTarget({ allowed: [], pullRequest: undefined }),
        listAttempts: async () => ({ items: [] }),
        listTargetEvents: noEvents,
      },
    });

    expect(
      await screen.findByText('There is no patch yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No agent has looked at it yet.'),
    ).toBeInTheDocument();
    for (const name of ['Retry', 'We do it ourselves…', 'Something is wrong']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });

  it('says that there is nothing when the link is wrong', async () => {
    renderPlugin({
      path: PATH,
      api: {
        getTarget: async () => {
          throw new NotFoundError('No target with this id');
        },
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is nothing here: it was removed, or the link is wrong.',
    );
  });
});
