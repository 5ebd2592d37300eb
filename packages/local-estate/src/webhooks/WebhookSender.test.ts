import { Checkout } from '../__testUtils__/Checkout';
import { createClient } from '../__testUtils__/createClient';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';

jest.setTimeout(60_000);

const SECRET = 'a secret of both sides';
const REPOSITORY = { owner: 'acme', repo: 'fraud-checks' };

describe('webhooks', () => {
  let receiver: WebhookReceiver;
  let estate: TestEstate;

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    estate = await startTestEstate({
      webhook: { url: receiver.url, secret: SECRET },
    });
  });

  afterEach(async () => {
    await estate.remove();
    await receiver.close();
  });

  const openPullRequest = async () => {
    const checkout = await Checkout.of(estate, 'fraud-checks');
    await checkout.push('change', 'one.txt', 'a\n');
    await createClient(estate).pulls.create({
      ...REPOSITORY,
      head: 'change',
      base: 'main',
      title: 'Change',
    });
    return checkout;
  };

  it('carry a signature over the body and a GUID of their own', async () => {
    await openPullRequest();

    await receiver.waitFor('pull_request', 'opened');
    await receiver.waitFor('check_run', 'completed');

    for (const { headers, body } of receiver.received) {
      expect(headers['x-hub-signature-256']).toBe(
        WebhookReceiver.sign(body, SECRET),
      );
      expect(headers['x-github-delivery']).toMatch(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      );
    }
    const ids = receiver.received.map(
      ({ headers }) => headers['x-github-delivery'],
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell of pushes, new heads, checks, reviews and merges', async () => {
    const checkout = await openPullRequest();
    const client = createClient(estate, 'ana-token');
    const parameters = { ...REPOSITORY, pull_number: 1 };
    expect((await receiver.waitFor('push')).payload).toMatchObject({
      ref: 'refs/heads/change',
      created: true,
    });

    const head = await checkout.push('change', 'two.txt', 'b\n');
    expect(
      (await receiver.waitFor('pull_request', 'synchronize')).payload,
    ).toMatchObject({
      number: 1,
      after: head,
      pull_request: { head: { sha: head } },
      repository: { full_name: 'acme/fraud-checks' },
    });
    expect(
      (await receiver.waitFor('check_suite', 'completed')).payload,
    ).toMatchObject({ check_suite: { conclusion: 'failure' } });

    await client.pulls.createReview({ ...parameters, event: 'APPROVE' });
    expect(
      (await receiver.waitFor('pull_request_review', 'submitted')).payload,
    ).toMatchObject({
      review: { state: 'approved', user: { login: 'ana' } },
      pull_request: { number: 1 },
    });

    await client.pulls.merge(parameters);
    expect(
      (await receiver.waitFor('pull_request', 'closed')).payload,
    ).toMatchObject({ pull_request: { number: 1, merged: true } });
  });

  it('are not sent again when the receiver fails', async () => {
    receiver.status = 500;

    await openPullRequest();
    await receiver.waitFor('check_suite', 'completed');

    const opened = receiver.received.filter(
      ({ payload }) => payload.action === 'opened',
    );
    expect(opened).toHaveLength(1);
  });

  it('are dropped while they are switched off', async () => {
    await estate.set({ webhooks: false });
    await openPullRequest();
    await estate.set({ webhooks: true });
    await createClient(estate).pulls.update({
      ...REPOSITORY,
      pull_number: 1,
      state: 'closed',
    });

    await receiver.waitFor('pull_request', 'closed');

    expect(
      receiver.received.some(({ payload }) => payload.action === 'opened'),
    ).toBe(false);
  });

  it('come twice under the same id when that is ordered', async () => {
    await estate.set({ webhookOrder: 'twice' });

    await openPullRequest();
    await receiver.waitFor('check_suite', 'completed');

    const ids = receiver.received
      .filter(({ payload }) => payload.action === 'opened')
      .map(({ headers }) => headers['x-github-delivery']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('come with the last one first when that is ordered', async () => {
    await estate.set({ webhookOrder: 'reversed' });

    await openPullRequest();
    await receiver.waitFor('push');

    const events = receiver.received.map(({ headers, payload }) =>
      [headers['x-github-event'], payload.action].filter(Boolean).join(' '),
    );
    expect(events.indexOf('pull_request opened')).toBeLessThan(
      events.indexOf('push'),
    );
  });
});
