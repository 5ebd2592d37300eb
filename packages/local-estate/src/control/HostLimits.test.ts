import { createClient } from '../__testUtils__/createClient';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';
import { SlidingWindow } from './SlidingWindow';

jest.setTimeout(60_000);

describe('HostLimits', () => {
  let estate: TestEstate;

  beforeAll(async () => {
    estate = await startTestEstate({
      repositories: ['pricing-sql'],
      githubLimitsClockRate: 1,
    });
  });

  afterAll(() => estate.remove());

  const look = async () =>
    (await fetch(`${estate.url}/-/control/limits`)).json();

  it('refuses the eighty-first piece of content of a minute as GitHub does, and counts it', async () => {
    const client = createClient(estate, 'ana-token');
    const label = (number: number) =>
      client.issues.createLabel({
        owner: 'acme',
        repo: 'pricing-sql',
        name: `label-${number}`,
        color: 'ffffff',
      });
    for (let number = 1; number <= 80; number++) {
      await label(number);
    }

    await expect(label(81)).rejects.toMatchObject({
      status: 403,
      message: expect.stringMatching(/secondary rate limit/),
      response: {
        headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      },
    });
    await expect(look()).resolves.toMatchObject({
      blocks: [{ login: 'ana', method: 'POST', limit: 'contentPerMinute' }],
      peaks: { ana: { contentPerMinute: 80, pointsPerMinute: 400 } },
    });
    // each account has its own
    await expect(
      createClient(estate, 'ben-token').users.getAuthenticated(),
    ).resolves.toMatchObject({ status: 200 });
  });
});

describe('SlidingWindow', () => {
  it('never holds more than the most, and says when there is room again', () => {
    const window = SlidingWindow.create({ most: 10, milliseconds: 1000 });
    window.add(6, 0);
    window.add(4, 300);

    expect(window.hasRoomFor(1, 999)).toBe(false);
    expect(window.millisecondsToWait(1, 999)).toBe(1);
    expect(window.millisecondsToWait(7, 999)).toBe(301);
    expect(window.hasRoomFor(6, 1000)).toBe(true);
    expect(window.hasRoomFor(7, 1000)).toBe(false);
    expect(window.hasRoomFor(10, 1300)).toBe(true);
    expect(window.peak).toBe(10);
  });
});
