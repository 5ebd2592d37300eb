import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parseContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { acmeEntity } from '../../tests/acmeCatalog';
import {
  CONTRACT_TEXT,
  NEW_DATASET,
  OLD_DATASET,
} from '../../tests/acmeEstate';
import type { ServiceContext } from '../ServiceContext';
import { draftContract } from './draftContract';

const OTHER_DATASET = 'resource:default/user-activity-v3';

function draft(options: {
  old?: Record<string, string>;
  replacement?: Record<string, string>;
  from?: string;
  to?: string;
}) {
  const dataset = (ref: string, annotations?: Record<string, string>) =>
    acmeEntity({ ref, type: 'dataset', annotations });
  const context = {
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        dataset(OLD_DATASET, options.old),
        dataset(NEW_DATASET, options.replacement),
        dataset(OTHER_DATASET),
      ],
    }),
  } as unknown as ServiceContext;
  return draftContract(
    context,
    { from: options.from ?? OLD_DATASET, to: options.to },
    { credentials: mockCredentials.user() },
  );
}

describe('draftContract', () => {
  it('gives the contract that the old dataset carries, as it was written', async () => {
    const old = { 'skein.dev/mapping-contract': CONTRACT_TEXT };
    const expected = {
      contract: CONTRACT_TEXT,
      toRef: NEW_DATASET,
      source: 'annotation',
    };
    await expect(draft({ old })).resolves.toEqual(expected);
    await expect(draft({ old, to: NEW_DATASET })).resolves.toEqual(expected);
  });

  it('gives a broken contract too, so that its owner sees what is wrong with it', async () => {
    const old = { 'skein.dev/mapping-contract': 'a: [' };
    await expect(draft({ old })).resolves.toMatchObject({
      contract: 'a: [',
      source: 'annotation',
    });
  });

  it('drafts another one for another replacement', async () => {
    const old = { 'skein.dev/mapping-contract': CONTRACT_TEXT };
    await expect(draft({ old, to: OTHER_DATASET })).resolves.toMatchObject({
      toRef: OTHER_DATASET,
      source: 'names',
    });
  });

  it('drafts one from the schemas of both, which can be read again', async () => {
    const drafted = await draft({
      old: {
        'skein.dev/replaced-by': NEW_DATASET,
        'skein.dev/names': '[{ platform: bigquery, name: a.b.c }]',
        'skein.dev/schema': '[{ name: user_id }, { name: country }]',
      },
      replacement: {
        'skein.dev/names': '[{ platform: bigquery, name: a.b.d }]',
        'skein.dev/schema': '[{ name: account_id }, { name: country }]',
      },
    });
    expect(drafted).toMatchObject({ toRef: NEW_DATASET, source: 'schemas' });
    expect(
      parseContract(drafted.contract).contract?.spec.datasets,
    ).toMatchObject([
      {
        from: { entityRef: OLD_DATASET, names: [{ name: 'a.b.c' }] },
        to: { entityRef: NEW_DATASET, names: [{ name: 'a.b.d' }] },
        fields: [{ from: 'user_id', to: 'account_id', change: 'judgement' }],
      },
    ]);
  });

  it('guesses names from those of the entities, when nothing else is known', async () => {
    const { contract } = await draft({ to: NEW_DATASET });
    expect(contract).toContain('ref: user_activity_v1');
    expect(contract).toContain('ref: user_activity_v2');
  });

  it.each([
    [
      'a dataset that does not say what replaces it',
      {},
      /^query\.to: missing, and resource:default\/user-activity-v1 does not say what replaces it; give the replacement, or set the annotation skein\.dev\/replaced-by/,
    ],
    [
      'a dataset that is not there',
      { from: 'resource:default/nowhere' },
      /^query\.from: 'resource:default\/nowhere' is not in the catalog/,
    ],
    [
      'a replacement that is not there',
      { to: 'resource:default/nowhere' },
      /^query\.to: 'resource:default\/nowhere' is not in the catalog/,
    ],
    [
      'a schema that cannot be read',
      { to: NEW_DATASET, old: { 'skein.dev/schema': 'user_id' } },
      /^metadata\.annotations\['skein\.dev\/schema'\] of user-activity-v1 cannot be read: .*; write it as in a mapping contract/,
    ],
  ])('refuses %s', async (_case, options, message) => {
    await expect(draft(options)).rejects.toThrow(message);
  });
});
