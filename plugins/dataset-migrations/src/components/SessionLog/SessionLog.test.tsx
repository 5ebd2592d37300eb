import { NotFoundError } from '@backstage/errors';
import type {
  DatasetMigrationsApi,
  SessionEvent,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aSessionEvent, aTarget, anAttempt } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

type ListSessionEvents = DatasetMigrationsApi['listSessionEvents'];

const LINES: SessionEvent[] = [
  aSessionEvent({ sequence: 1, kind: 'agent', text: undefined }),
  aSessionEvent({ sequence: 2, kind: 'message', text: 'I move the table.' }),
  aSessionEvent({
    sequence: 3,
    kind: 'toolCall',
    tool: 'edit',
    text: '{"path":"job.py"}',
  }),
  aSessionEvent({
    sequence: 4,
    kind: 'toolResult',
    tool: 'edit',
    text: 'There is no such file',
    failed: true,
  }),
  aSessionEvent({
    sequence: 5,
    kind: 'modelRequest',
    text: undefined,
    model: 'small-model',
    inputTokens: 12_000,
    outputTokens: 80,
    costDollars: 0.25,
    milliseconds: 1500,
    status: 'succeeded',
  }),
  aSessionEvent({
    sequence: 6,
    kind: 'verification',
    level: 'E1',
    passed: false,
    text: 'job.py reads the old dataset',
  }),
  aSessionEvent({
    sequence: 7,
    agent: 'reader',
    kind: 'verdict',
    verdict: 'veto',
    text: 'job.py:3 loses its filter.',
  }),
  aSessionEvent({
    sequence: 8,
    agent: undefined,
    kind: 'outcome',
    result: 'needsHuman',
    text: 'Proved E1, and E2 is required.',
  }),
];

/** Opens the page of a target whose attempt has this log. */
function open(
  items: SessionEvent[],
  options: {
    isRunning?: boolean;
    keptDays?: number;
    listSessionEvents?: ListSessionEvents;
  } = {},
) {
  const { isRunning = false, keptDays = 30 } = options;
  renderPlugin({
    path: `/dataset-migrations/t/${aTarget().id}`,
    api: {
      getTarget: async () => aTarget(),
      listAttempts: async () => ({
        items: [
          anAttempt({ id: 'new', number: 2 }),
          anAttempt({ id: 'old', number: 1 }),
        ],
      }),
      listSessionEvents:
        options.listSessionEvents ??
        (async ({ after = 0 }) => ({
          items: items.filter(({ sequence }) => sequence > after),
          isRunning,
          keptDays,
          pageInfo: {},
        })),
    },
  });
}

const linesShown = async () =>
  within(
    await screen.findByRole('log', { name: 'What the agents did' }),
  ).getAllByRole('listitem');

describe('SessionLog', () => {
  it('says line by line what agents did', async () => {
    open(LINES);

    const lines = await linesShown();

    expect(lines).toHaveLength(8);
    expect(lines[2]).toHaveTextContent('uses a tool');
    expect(lines[2]).toHaveTextContent('{"path":"job.py"}');
    expect(lines[3]).toHaveTextContent('tool fails');
    expect(lines[4]).toHaveTextContent(
      'small-model · 12,000 tokens in, 80 out · $0.25 · 1.5 s',
    );
    expect(lines[5]).toHaveTextContent('verifiers do not pass');
    expect(lines[6]).toHaveTextContent(
      'a judge objectsreaderjob.py:3 loses its filter.',
    );
    expect(lines[7]).toHaveTextContent('needs a person');
    expect(screen.getByText('8 lines; the attempt is over.')).toBeVisible();
  });

  it('shows only what a reader wants, and always how it ended', async () => {
    open(LINES);
    await linesShown();

    await userEvent.click(screen.getByRole('button', { name: /Show$/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Tools' }));
    await userEvent.keyboard('{Escape}');

    await waitFor(async () => expect(await linesShown()).toHaveLength(4));
    const lines = await linesShown();
    expect(lines[0]).toHaveTextContent('begins');
    expect(lines[3]).toHaveTextContent('attempt ends');
  });

  it('asks only for what is new, page by page', async () => {
    const listSessionEvents = jest.fn<
      ReturnType<ListSessionEvents>,
      Parameters<ListSessionEvents>
    >(async ({ after = 0 }) => ({
      items: [aSessionEvent({ sequence: after + 1, text: `line ${after}` })],
      isRunning: true,
      keptDays: 30,
      pageInfo: after < 2 ? { nextCursor: 'more' } : {},
    }));
    open([], { listSessionEvents });

    expect(await linesShown()).toHaveLength(3);
    expect(listSessionEvents.mock.calls.map(([{ after }]) => after)).toEqual([
      0, 1, 2,
    ]);
    expect(
      screen.getByRole('checkbox', { name: 'Follow to the end' }),
    ).toBeChecked();
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(async () => expect(await linesShown()).toHaveLength(4));
    expect(listSessionEvents.mock.lastCall?.[0]).toMatchObject({
      attemptId: 'new',
      after: 3,
    });
  });

  it('shows another attempt', async () => {
    const listSessionEvents: ListSessionEvents = async ({ attemptId }) => ({
      items: [aSessionEvent({ text: `of the ${attemptId} one` })],
      isRunning: false,
      keptDays: 30,
      pageInfo: {},
    });
    open([], { listSessionEvents });
    expect(await screen.findByText('of the new one')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: /Attempt/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Attempt 1' }),
    );

    expect(await screen.findByText('of the old one')).toBeVisible();
    expect(screen.queryByText('of the new one')).not.toBeInTheDocument();
  });

  it('shows what is hostile as text, and what cannot be seen by its number', async () => {
    open([
      aSessionEvent({
        text: '<img src=x onerror="alert(1)"><script>alert(1)</script>',
      }),
      aSessionEvent({ sequence: 2, text: 'red \u001b[31m, turned \u202e txt' }),
      aSessionEvent({
        sequence: 3,
        kind: 'toolCall',
        tool: `\u202e${'x'.repeat(500)}`,
        text: '[a](javascript:alert(1))',
      }),
    ]);

    const [first, second, third] = await linesShown();

    expect(first).toHaveTextContent('<script>alert(1)</script>');
    expect(second).toHaveTextContent('red ␣U+001B[31m, turned ␣U+202E txt');
    expect(third).toHaveTextContent('␣U+202E');
    expect(third.textContent?.length).toBeLessThan(250);
    const log = screen.getByRole('log');
    expect(log.querySelector('img, script, a')).toBeNull();
  });

  it('opens a long text only when it is asked for, and says what is missing of it', async () => {
    open([
      aSessionEvent({
        kind: 'prompt',
        text: `Move it.\n${'more\n'.repeat(50)}`,
        cutBytes: 1234,
      }),
    ]);

    const [line] = await linesShown();

    const details = line.querySelector('details')!;
    expect(details.open).toBe(false);
    await userEvent.click(
      within(line).getByText(/^Move it/, { selector: 'bdi' }),
    );
    expect(details.open).toBe(true);
    expect(line).toHaveTextContent('1,234 bytes more are not kept.');
  });

  it('draws only the end of a log of thousands', async () => {
    open(
      Array.from({ length: 2050 }, (_, index) =>
        aSessionEvent({ sequence: index + 1, text: `line ${index}` }),
      ),
    );

    const lines = await linesShown();

    expect(lines).toHaveLength(200);
    expect(lines[199]).toHaveTextContent('line 2049');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 1,850 earlier lines' }),
    );
    expect(await linesShown()).toHaveLength(400);
  });

  it.each([
    [{ isRunning: true }, /Nothing yet/],
    [{ isRunning: false }, /deleted after 30 days/],
    [{ keptDays: 0 }, /datasetMigrations\.sessionLogs\.keptDays/],
  ])('says why there is nothing: %p', async (options, sentence) => {
    open([], options);

    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it('says when it cannot be loaded, and keeps the rest of the page', async () => {
    open([], {
      listSessionEvents: async () => {
        throw new NotFoundError('There is no attempt');
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is nothing here',
    );
    expect(screen.getByRole('region', { name: 'Timeline' })).toBeVisible();
  });

  it('can be read by keys', async () => {
    open(LINES);
    await linesShown();

    const log = screen.getByRole('log');
    log.focus();

    expect(log).toHaveFocus();
  });
});
