import { inPublicationStep } from './inPublicationStep';
import { METRICS } from './names';
import { TestCollector } from './__testUtils__/TestCollector';
import { tracePublisher } from './tracePublisher';

const WORK = { migrationId: 'migration-1', targetId: 'target-1' };
const IDS = {
  'skein.migration.id': 'migration-1',
  'skein.target.id': 'target-1',
};

describe('tracePublisher', () => {
  let collector: TestCollector;

  beforeEach(() => {
    collector = TestCollector.start();
  });

  afterEach(() => collector.stop());

  const publish = async (act: () => Promise<{ kind: string }>) =>
    await tracePublisher('publication', { publish: act }).publish(
      WORK,
      async () => true,
      new AbortController().signal,
    );

  it('tells the steps of a publication and what it came to', async () => {
    await publish(async () => {
      await inPublicationStep('prepare', async () => {});
      return await inPublicationStep('openPullRequest', async () => ({
        kind: 'published',
      }));
    });

    expect(collector.spans).toMatchObject([
      {
        name: 'skein.publication',
        attributes: {
          ...IDS,
          'skein.kind': 'publication',
          'skein.outcome': 'published',
        },
      },
      {
        name: 'skein.publication.step',
        parent: 'skein.publication',
        attributes: { ...IDS, 'skein.publication.step': 'prepare' },
      },
      {
        parent: 'skein.publication',
        attributes: { 'skein.publication.step': 'openPullRequest' },
      },
    ]);
    expect(collector.valuesOf(METRICS.publicationDuration)).toEqual([
      {
        value: expect.any(Number),
        attributes: {
          'skein.kind': 'publication',
          'skein.outcome': 'published',
        },
      },
    ]);
  });

  it('tells a failure by its type alone', async () => {
    await expect(
      publish(async () => {
        throw new TypeError('the token is ghp_0123456789abcdefghij');
      }),
    ).rejects.toThrow('the token');

    expect(collector.spans).toMatchObject([
      { failed: true, ended: true, attributes: { 'error.type': 'TypeError' } },
    ]);
    expect(JSON.stringify(collector.spans)).not.toContain('ghp_');
    expect(collector.valuesOf(METRICS.publicationDuration)).toMatchObject([
      { attributes: { 'skein.outcome': 'failed' } },
    ]);
  });
});
