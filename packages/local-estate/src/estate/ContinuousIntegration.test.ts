import { Checkout } from '../__testUtils__/Checkout';
import { createClient } from '../__testUtils__/createClient';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';
import { planPopulation } from '../company/population/planPopulation';

jest.setTimeout(60_000);

const POPULATION = { seed: 3, direct: 40, indirect: 0 };

describe('continuous integration', () => {
  let estate: TestEstate;
  let webhooks: WebhookReceiver;

  beforeAll(async () => {
    webhooks = await WebhookReceiver.start();
    estate = await startTestEstate({
      repositories: [],
      population: POPULATION,
      webhook: { url: webhooks.url, secret: 'secret' },
    });
  });

  afterAll(async () => {
    await estate.remove();
    await webhooks.close();
  });

  it('fails the first time where it is flaky, and passes when it is run again', async () => {
    const repo = planPopulation(POPULATION).find(
      ({ flaky, peculiarity }) => flaky && peculiarity === 'none',
    )!.name;
    const client = createClient(estate);
    const checkout = await Checkout.of(estate, repo);
    await checkout.push('skein/one', 'note.txt', 'one\n');
    const { data: pull } = await client.pulls.create({
      owner: 'acme',
      repo,
      head: 'skein/one',
      base: 'main',
      title: 'Read the new dataset',
    });
    const look = async () => {
      const { data } = await client.checks.listForRef({
        owner: 'acme',
        repo,
        ref: pull.head.sha,
      });
      return data.check_runs[0];
    };

    const lost = await webhooks.waitFor('check_run', 'completed');
    await webhooks.waitFor('check_run', 'rerequested');
    let run = await look();
    while (run.status !== 'completed') {
      run = await look();
    }

    expect(lost.payload.check_run).toMatchObject({ conclusion: 'failure' });
    expect(run).toMatchObject({
      id: expect.any(Number),
      conclusion: 'success',
    });
  });
});
