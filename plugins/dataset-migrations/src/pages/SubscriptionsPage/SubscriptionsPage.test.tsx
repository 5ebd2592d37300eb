import { NotAllowedError } from '@backstage/errors';
import type {
  EventDelivery,
  EventSubscription,
  ListEventDeliveriesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aDelivery,
  aMigration,
  aSubscription,
  onePage,
} from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/subscriptions';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const HOSTILE = '\u202E<img src=x onerror=alert(1)> javascript:alert(1)';

function renderList(...items: EventSubscription[]) {
  return renderPlugin({
    path: PATH,
    api: {
      listEventSubscriptions: async () => ({ items }),
      listMigrations: async () => onePage(aMigration()),
      listEventDeliveries: async () => onePage<EventDelivery>(),
      getEventSubscription: jest.fn(async () => aSubscription()),
      createEventSubscription: jest.fn(async () => ({
        subscription: aSubscription(),
        secret: SECRET,
      })),
    },
  });
}

function renderOne(
  subscription: EventSubscription,
  ...deliveries: EventDelivery[]
) {
  return renderPlugin({
    path: `${PATH}?id=${subscription.id}`,
    api: {
      listEventSubscriptions: jest.fn(async () => ({ items: [subscription] })),
      listMigrations: async () => onePage(aMigration()),
      getEventSubscription: jest.fn(async (_request, options) => {
        options?.onEntityTag?.('"as-read"');
        return subscription;
      }),
      listEventDeliveries: jest.fn(
        async (_request: ListEventDeliveriesRequest) => ({
          items: deliveries,
          pageInfo: {},
        }),
      ),
      updateEventSubscription: jest.fn(async () => subscription),
      deleteEventSubscription: jest.fn(async () => {}),
      renewEventSecret: jest.fn(async () => ({ subscription, secret: SECRET })),
      testEventSubscription: jest.fn(async () =>
        aDelivery({ id: '9', type: 'skein.test.v1', state: 'waiting' }),
      ),
      replayEventDelivery: jest.fn(async () => aDelivery()),
      replayEvents: jest.fn(async () => ({ events: 412 })),
    },
  });
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

const dialogOf = async () => within(await screen.findByRole('dialog'));

describe('all event subscriptions', () => {
  it('say whether what is sent arrives, and why one is disabled', async () => {
    renderList(
      aSubscription(),
      aSubscription({
        id: 's-2',
        title: 'Chat',
        kinds: ['targetMoved', 'decisionMade'],
        migrationId: aMigration().id,
        failingSince: '2026-11-20T10:00:00Z',
        failureCount: 4,
      }),
      aSubscription({
        id: 's-3',
        title: 'Old dashboard',
        state: 'disabled',
        reason: `Nothing has arrived ${HOSTILE}`,
        failingSince: '2026-11-10T10:00:00Z',
        failureCount: 31,
        deliveredAt: undefined,
      }),
    );

    const [tickets, chat, old] = await Promise.all(
      ['Tickets', 'Chat', 'Old dashboard'].map(async title =>
        within(await screen.findByRole('row', { name: title })),
      ),
    );
    expect(tickets.getByText('Arrives')).toBeInTheDocument();
    expect(tickets.getByText('All events')).toBeInTheDocument();
    expect(chat.getByText('Fails')).toBeInTheDocument();
    expect(chat.getByText('2 kinds')).toBeInTheDocument();
    expect(chat.getByRole('link', { name: 'One migration' })).toHaveAttribute(
      'href',
      `/dataset-migrations/m/${aMigration().id}`,
    );
    expect(old.getByText('Disabled')).toBeInTheDocument();
    expect(old.getByText(`Nothing has arrived ${HOSTILE}`).tagName).toBe('BDI');
    expect(old.getByText('31')).toBeInTheDocument();
    expect(old.getByText('never')).toBeInTheDocument();
    expect(old.getByRole('link', { name: 'Old dashboard' })).toHaveAttribute(
      'href',
      `${PATH}?id=s-3`,
    );
    expect(old.queryByRole('img')).not.toBeInTheDocument();
  });

  it('say what they are for when there are none', async () => {
    renderList();

    expect(
      await screen.findByText(/^Nobody is sent events/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'New subscription' }),
    ).toBeInTheDocument();
  });

  it('are not for everybody', async () => {
    renderPlugin({
      path: PATH,
      api: {
        listEventSubscriptions: async () => {
          throw new NotAllowedError('It needs fleet.update');
        },
      },
    });

    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'New subscription' }),
    ).not.toBeInTheDocument();
  });
});

describe('a new event subscription', () => {
  it('is told at its field what the server finds wrong', async () => {
    const { createEventSubscription } = renderList();
    createEventSubscription.mockRejectedValueOnce(
      new Error(
        'body.title: "" is too short\nbody.url: "x" is no address; give one\nThe key is missing',
      ),
    );

    await press('New subscription');
    const dialog = await dialogOf();
    await userEvent.type(dialog.getByLabelText(/^Address/), 'x');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The key is missing',
    );
    expect(dialog.getByLabelText(/^Title/)).toHaveAccessibleDescription(
      '"" is too short',
    );
    expect(dialog.getByLabelText(/^Address/)).toHaveAccessibleDescription(
      '"x" is no address; give one',
    );
    expect(dialog.getByLabelText(/^Address/)).toBeInvalid();
  });

  it('shows its secret this once, with copy, and nowhere after it was kept', async () => {
    const user = userEvent.setup();
    const { createEventSubscription } = renderList(aSubscription());

    await press('New subscription');
    const form = await dialogOf();
    await user.type(form.getByLabelText(/^Title/), ' Tickets ');
    await user.type(form.getByLabelText(/^Address/), 'https://hooks.example/x');
    await user.click(form.getByRole('button', { name: 'Create' }));

    expect(await screen.findByText(SECRET)).toBeInTheDocument();
    expect(createEventSubscription).toHaveBeenCalledWith({
      title: 'Tickets',
      url: 'https://hooks.example/x',
      kinds: [],
    });
    await user.keyboard('{Escape}');
    expect(screen.getByText(SECRET)).toBeInTheDocument();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(writeText).toHaveBeenCalledWith(SECRET);

    await press('I have kept it');
    expect(
      await screen.findByRole('heading', { name: 'Deliveries' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(SECRET)).not.toBeInTheDocument();
    expect(
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ).not.toContain(SECRET);
  });
});

describe('one event subscription', () => {
  it('says what it wants, and since when nothing has arrived', async () => {
    renderOne(
      aSubscription({
        kinds: ['targetMoved', 'waveMoved'],
        failingSince: '2026-11-20T10:00:00Z',
        failureCount: 4,
      }),
    );

    expect(
      await screen.findByText(
        /^Nothing has arrived since .*: 4 attempts in a row failed\.$/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('State of a target, State of a wave'),
    ).toBeInTheDocument();
  });

  it('sends a test event and shows its answer, which is only text', async () => {
    const { testEventSubscription } = renderOne(
      aSubscription(),
      aDelivery({
        id: '9',
        type: 'skein.test.v1',
        state: 'waiting',
        status: 500,
        durationMs: 31,
        attempts: 1,
        error: HOSTILE,
      }),
    );

    await press('Send a test event');

    const notice = within(
      (await screen.findByText('The test event has not arrived')).closest(
        '[role=status]',
      ) as HTMLElement,
    );
    expect(testEventSubscription).toHaveBeenCalledTimes(1);
    expect(
      notice.getByText('answered 500 in 31 ms · 1 attempt'),
    ).toBeInTheDocument();
    expect(notice.getByText(HOSTILE).tagName).toBe('BDI');
    expect(notice.queryByRole('link')).not.toBeInTheDocument();
    expect(notice.queryByRole('img')).not.toBeInTheDocument();
  });

  it('is changed from what was read, so that nothing of others is overwritten', async () => {
    const { updateEventSubscription } = renderOne(
      aSubscription({ migrationId: aMigration().id }),
    );

    await press('Edit');
    const dialog = await dialogOf();
    await userEvent.clear(dialog.getByLabelText(/^Title/));
    await userEvent.type(dialog.getByLabelText(/^Title/), 'Chat');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

    expect(updateEventSubscription).toHaveBeenCalledWith(
      {
        subscriptionId: aSubscription().id,
        title: 'Chat',
        url: 'https://hooks.example/skein',
        kinds: [],
        migrationId: aMigration().id,
      },
      { ifMatch: '"as-read"' },
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says why it is disabled, what follows, and sends nothing until it is enabled', async () => {
    const { updateEventSubscription } = renderOne(
      aSubscription({ state: 'disabled', reason: 'It answered with 410' }),
      aDelivery({ state: 'failed' }),
    );

    expect(await screen.findByText('It answered with 410')).toBeInTheDocument();
    expect(
      screen.getByText(/^Once it is enabled, what waited/),
    ).toBeInTheDocument();
    for (const name of [/test event/, /^Send again/, /^Send days again/]) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    await press('Enable');
    expect(updateEventSubscription).toHaveBeenCalledWith({
      subscriptionId: aSubscription().id,
      state: 'active',
    });
  });

  it('gets a new secret only after it was said what follows', async () => {
    const { renewEventSecret } = renderOne(aSubscription());

    await press('New secret…');
    expect(
      await screen.findByText(/The one before signs too for a day/),
    ).toBeInTheDocument();
    expect(renewEventSecret).not.toHaveBeenCalled();
    await press('Make a new secret');

    expect(await screen.findByText(SECRET)).toBeInTheDocument();
    await press('I have kept it');
    await waitFor(() =>
      expect(screen.queryByText(SECRET)).not.toBeInTheDocument(),
    );
  });

  it('is deleted only after it was said what follows, and only as it was read', async () => {
    const { deleteEventSubscription } = renderOne(aSubscription());

    await press('Delete…');
    const dialog = await dialogOf();
    expect(
      dialog.getByText(/what waits is not sent, and the log goes with it/),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(deleteEventSubscription).not.toHaveBeenCalled();

    await press('Delete…');
    await press('Delete');
    expect(deleteEventSubscription).toHaveBeenCalledWith(
      { subscriptionId: aSubscription().id },
      { ifMatch: '"as-read"' },
    );
    expect(
      await screen.findByRole('row', { name: 'Tickets' }),
    ).toBeInTheDocument();
  });
});

describe('the log of deliveries', () => {
  it('says what became of each event, and sends one again', async () => {
    const { replayEventDelivery } = renderOne(
      aSubscription(),
      aDelivery({
        id: '7',
        eventId: '4711-a',
        state: 'failed',
        status: 500,
        attempts: 13,
        error: `It was answered with ${HOSTILE}`,
      }),
      aDelivery({ id: '6', eventId: '4710-a', type: 'skein.newKind.v1' }),
    );

    const failed = within(await screen.findByRole('row', { name: /4711-a/ }));
    expect(failed.getByText('State of a target')).toBeInTheDocument();
    expect(failed.getByText('Given up')).toBeInTheDocument();
    expect(failed.getByText('answered 500 · 13 attempts')).toBeInTheDocument();
    expect(failed.getByText(`It was answered with ${HOSTILE}`).tagName).toBe(
      'BDI',
    );
    expect(screen.getByText('newKind')).toBeInTheDocument();
    await press('Send again: State of a target, 4711-a');
    expect(replayEventDelivery).toHaveBeenCalledWith({
      subscriptionId: aSubscription().id,
      deliveryId: '7',
    });
  });

  it('is asked for by state, and page by page', async () => {
    const api = renderOne(aSubscription());
    api.listEventDeliveries.mockResolvedValue({
      items: [aDelivery()],
      pageInfo: { nextCursor: 'older-ones' },
    });

    await press('Older');
    await waitFor(() =>
      expect(api.listEventDeliveries).toHaveBeenLastCalledWith(
        expect.objectContaining({ cursor: 'older-ones' }),
        expect.anything(),
      ),
    );
    await press('Newest');
    await userEvent.click(screen.getByRole('button', { name: /State$/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Given up' }),
    );
    await waitFor(() =>
      expect(api.listEventDeliveries).toHaveBeenLastCalledWith(
        { subscriptionId: aSubscription().id, limit: 25, state: ['failed'] },
        expect.anything(),
      ),
    );
  });

  it('sends days again only after they were counted', async () => {
    const { replayEvents } = renderOne(aSubscription());

    await press('Send days again…');
    const dialog = await dialogOf();
    await userEvent.type(dialog.getByLabelText('First day'), '2026-11-26');
    await userEvent.type(dialog.getByLabelText('Last day'), '2026-11-27');
    expect(dialog.getByRole('button', { name: 'Send them' })).toBeDisabled();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Count the events' }),
    );

    expect(
      await dialog.findByText('412 events would be sent.'),
    ).toBeInTheDocument();
    const span = {
      subscriptionId: aSubscription().id,
      from: new Date(2026, 10, 26).toISOString(),
      until: new Date(2026, 10, 28).toISOString(),
    };
    expect(replayEvents).toHaveBeenLastCalledWith({ ...span, dryRun: true });
    await userEvent.click(dialog.getByRole('button', { name: 'Send them' }));
    expect(
      await screen.findByText('412 events will be sent again.'),
    ).toBeInTheDocument();
    expect(replayEvents).toHaveBeenLastCalledWith({ ...span, dryRun: false });
  });

  it('says that nothing was sent yet', async () => {
    renderOne(aSubscription());

    expect(
      await screen.findByText(/^Nothing has been sent yet/),
    ).toBeInTheDocument();
  });
});
