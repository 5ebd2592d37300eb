import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  CodeSearchHit,
  ConsumerSource,
  FoundConsumer,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { createCodeHostDouble } from '../tests/createCodeHostDouble';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { CodeSearchConsumerSource } from './CodeSearchConsumerSource';
import { discoverConsumers } from './discoverConsumers';

const repository = (name: string) => ({
  host: 'github.com',
  owner: 'acme',
  name,
});

function declared(name: string, hops = 1): FoundConsumer {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    repository: repository(name),
    hops,
    declared: true,
    evidence: [{ source: 'catalog', detail: 'declared' }],
  };
}

function sourceOf(...consumers: FoundConsumer[]): ConsumerSource {
  return {
    id: 'catalog',
    findConsumers: async () => ({ consumers, findings: [] }),
  };
}

function codeSearch(hits: CodeSearchHit[]): ConsumerSource {
  return CodeSearchConsumerSource.create({
    codeHosts: [createCodeHostDouble({ searchCode: async () => hits })],
  });
}

const hit = (name: string): CodeSearchHit => ({
  repository: repository(name),
  path: 'jobs/daily.sql',
  name: 'user_activity_v1',
});

function discover(...sources: ConsumerSource[]) {
  return discoverConsumers({
    sources,
    contract: TEST_CONTRACT,
    credentials: mockCredentials.service(),
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  });
}

describe('discoverConsumers', () => {
  it('lists code that no entity declares as a consumer of its own, and says so', async () => {
    const { consumers, findings } = await discover(
      sourceOf(declared('jobs')),
      codeSearch([hit('churn-report')]),
    );

    expect(consumers).toEqual([
      expect.objectContaining({
        title: 'acme/churn-report',
        declared: false,
        hops: 1,
        evidence: [
          {
            source: 'code search',
            detail: 'jobs/daily.sql: user_activity_v1',
          },
        ],
      }),
      expect.objectContaining({ title: 'jobs' }),
    ]);
    expect(findings).toEqual([
      {
        kind: 'undeclared',
        message: expect.stringContaining('github.com/acme/churn-report'),
      },
    ]);
  });

  it('adds code to the evidence of the direct consumer whose repository it is in, whatever the case', async () => {
    const { consumers, findings } = await discover(
      sourceOf(declared('jobs')),
      codeSearch([hit('JOBS')]),
    );
    expect(consumers).toHaveLength(1);
    expect(consumers[0].evidence.map(({ source }) => source)).toEqual([
      'catalog',
      'code search',
    ]);
    expect(findings).toEqual([]);
  });

  it('believes code that names the dataset more than a catalog that calls it indirect', async () => {
    const { consumers } = await discover(
      sourceOf(declared('jobs', 2)),
      codeSearch([hit('jobs')]),
    );
    expect(consumers.map(each => [each.hops, each.declared])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('lists an entity that two sources know once, with the shorter way and both reasons', async () => {
    const lineage: FoundConsumer = {
      ...declared('jobs', 2),
      evidence: [{ source: 'lineage', detail: 'ran yesterday' }],
    };
    const { consumers } = await discover(
      sourceOf(lineage),
      sourceOf(declared('jobs')),
    );
    expect(consumers).toHaveLength(1);
    expect(consumers[0]).toMatchObject({ hops: 1, declared: true });
    expect(consumers[0].evidence).toHaveLength(2);
  });

  it('goes on when a source fails, and shows that somebody may be missing', async () => {
    const { consumers, findings } = await discover(sourceOf(declared('jobs')), {
      id: 'lineage',
      findConsumers: async () => {
        throw new Error('connect ECONNREFUSED');
      },
    });
    expect(consumers).toHaveLength(1);
    expect(findings).toEqual([
      {
        kind: 'sourceFailed',
        message: expect.stringMatching(/lineage.*connect ECONNREFUSED/),
      },
    ]);
  });

  it('keeps what one code host finds while another cannot search', async () => {
    const refusing = createCodeHostDouble({
      id: 'gitlab',
      hosts: ['gitlab.acme'],
      searchCode: async () => {
        throw new Error('turn on its advanced search');
      },
    });
    const finding = createCodeHostDouble({
      searchCode: async () => [hit('jobs')],
    });

    const { consumers, findings } = await discover(
      CodeSearchConsumerSource.create({ codeHosts: [refusing, finding] }),
    );

    expect(consumers.map(({ title }) => title)).toEqual(['acme/jobs']);
    expect(findings).toContainEqual({
      kind: 'sourceFailed',
      message: expect.stringMatching(/gitlab\.acme.*turn on its advanced/),
    });
  });

  it('stops when nobody waits for it, and takes that for no failure of a host', async () => {
    const controller = new AbortController();
    const searchCode = jest.fn(async () => {
      controller.abort();
      throw new Error('aborted');
    });
    const source = CodeSearchConsumerSource.create({
      codeHosts: [createCodeHostDouble({ hosts: ['a', 'b'], searchCode })],
    });

    await expect(
      source.findConsumers({
        contract: TEST_CONTRACT,
        credentials: mockCredentials.service(),
        signal: controller.signal,
      }),
    ).rejects.toThrow(/abort/);

    expect(searchCode).toHaveBeenCalledTimes(1);
  });

  it('searches code for each way in which it may spell the dataset', async () => {
    const searchCode = jest.fn(async () => []);
    await discover(
      CodeSearchConsumerSource.create({
        codeHosts: [
          createCodeHostDouble({
            hosts: ['github.com', 'ghe.acme'],
            searchCode,
          }),
        ],
      }),
    );
    const names = [
      'acme-prod.analytics.user_activity_v1',
      'analytics.user_activity_v1',
    ];
    expect(searchCode).toHaveBeenCalledTimes(2);
    expect(searchCode).toHaveBeenCalledWith(
      expect.objectContaining({ host: 'ghe.acme', names }),
    );
  });
});
