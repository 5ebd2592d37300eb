import { ConfigReader } from '@backstage/config';
import { readLineageConfig } from './readLineageConfig';

function read(datasetLineage?: object) {
  return readLineageConfig(
    new ConfigReader({ catalog: { providers: { datasetLineage } } }),
  );
}

describe('readLineageConfig', () => {
  it('is nothing where nothing is configured', () => {
    expect(readLineageConfig(new ConfigReader({}))).toBeUndefined();
  });

  it('fills in the defaults, and takes schedules as Backstage writes them', () => {
    const config = read({
      dbt: [
        {
          id: 'shop',
          source: { path: '/srv/manifest.json' },
          repository: 'https://github.com/acme/shop/tree/main',
          schedule: { frequency: { minutes: 1 }, timeout: { minutes: 2 } },
        },
        { id: 'core', source: { url: 'https://acme.example/manifest.json' } },
      ],
      openLineage: { retention: { days: 7 } },
    });

    expect(config).toMatchObject({
      entities: {
        namespace: 'default',
        resourceType: 'dataset',
        defaultOwner: 'group:default/unknown',
        jobType: 'data-job',
      },
      publishSchedule: { frequency: { seconds: 30 } },
      dbt: [
        {
          repository: 'https://github.com/acme/shop/tree/main/',
          schedule: { frequency: { minutes: 1 } },
          maxMegabytes: 256,
        },
        { schedule: { frequency: { minutes: 10 } } },
      ],
      openLineage: { retention: 604_800_000, maxBodyMegabytes: 8 },
    });
  });

  it('has no endpoint unless it is asked for', () => {
    expect(read({})?.openLineage).toBeUndefined();
    expect(
      read({ openLineage: { enabled: false } })?.openLineage,
    ).toBeUndefined();
  });

  it('names everything that is wrong, and how to mend it', () => {
    expect(() =>
      read({
        defaultOwner: 'growth',
        dbt: [
          { id: 'Shop', source: {} },
          { id: 'a', source: { path: 'manifest.json' } },
        ],
        openLineage: { retention: { days: 0 }, limit: 1 },
      }),
    ).toThrow(
      new RegExp(
        [
          'datasetLineage.defaultOwner: write an entity reference in full',
          'dbt\\[0\\].id: write it in small letters',
          'dbt\\[0\\].source: give either url or path',
          'dbt\\[1\\].source.path: write an absolute path',
        ].join('.*'),
      ),
    );
    expect(() => read({ openLineage: { limit: 1 } })).toThrow(
      'openLineage: Unrecognized key: "limit"',
    );
    expect(() =>
      read({
        dbt: ['a', 'a'].map(id => ({ id, source: { path: '/m.json' } })),
      }),
    ).toThrow('two entries have the same id');
  });
});
