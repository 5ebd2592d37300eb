import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  type Entity,
  groupEntityV1alpha1Validator,
  type KindValidator,
  locationEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { listRepositoryDefinitions } from '../company/listRepositoryDefinitions';
import { PEOPLE, TEAMS } from '../company/people';
import { packagePath } from '../packagePath';
import { renderCatalog } from './renderCatalog';

const URL = 'http://localhost:4400';
const MAIN = 'resource:default/user-activity-v1';
const SOURCE_LOCATION = 'backstage.io/source-location';
const VALIDATORS: Record<string, KindValidator> = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

describe('the catalog of the estate', () => {
  let directory: string;
  let documents: Entity[];
  let entities: Map<string, Entity>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'catalog-'));
    const { catalogFile } = await renderCatalog({
      directory,
      url: URL,
      definitions: await listRepositoryDefinitions({
        withTrouble: true,
        extraConsumers: 2,
      }),
    });
    const location = parse(await readFile(catalogFile, 'utf8'));
    const files: string[] = location.spec.targets;
    const texts = await Promise.all(
      files.map(file => readFile(join(dirname(catalogFile), file), 'utf8')),
    );
    documents = [
      location,
      ...texts.flatMap(text =>
        parseAllDocuments(text).map(document => document.toJS()),
      ),
    ];
    entities = new Map(
      documents.map(entity => [stringifyEntityRef(entity), entity]),
    );
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  const get = (ref: string) => {
    const entity = entities.get(ref);
    if (!entity) {
      throw new Error(`There is no ${ref}`);
    }
    return entity;
  };
  const list = (ref: string, field: string): string[] => {
    const value = get(ref).spec?.[field] ?? [];
    return (Array.isArray(value) ? value : [value]).map(String);
  };

  it('holds no entity twice', () => {
    expect(entities.size).toBe(documents.length);
  });

  it('holds only entities that Backstage takes', async () => {
    for (const entity of entities.values()) {
      await expect(VALIDATORS[entity.kind].check(entity)).resolves.toBe(true);
    }
  });

  it('refers only to what it holds, but for one relation that dangles on purpose', () => {
    const kinds: Record<string, string> = {
      owner: 'group',
      system: 'system',
      memberOf: 'group',
    };
    const dangling = [...entities.keys()].flatMap(ref =>
      [
        'owner',
        'system',
        'memberOf',
        'dependsOn',
        'dependencyOf',
        'consumesApis',
      ]
        .flatMap(field =>
          list(ref, field).map(target =>
            stringifyEntityRef(
              parseEntityRef(target, {
                defaultKind: kinds[field],
                defaultNamespace: 'default',
              }),
            ),
          ),
        )
        .filter(target => !entities.has(target)),
    );

    expect(dangling).toEqual(['component:default/retired-segments-job']);
  });

  it('has the contract of the example at the dataset that is to be migrated', async () => {
    const file = await readFile(
      packagePath('../../examples/user-activity-v2.yaml'),
      'utf8',
    );
    // its first line is for editors
    const example = file.replace(/^#.*\n/, '');
    const { annotations } = get(MAIN).metadata;

    expect(annotations?.['skein.dev/mapping-contract']).toBe(example);
    expect(annotations?.['skein.dev/replaced-by']).toBe(
      'resource:default/user-activity-v2',
    );
    expect(parse(annotations?.['skein.dev/schema'] ?? '')).toEqual(
      parse(example).spec.datasets[0].from.schema,
    );
  });

  it('says where the code of each consumer lies, as Backstage does', () => {
    const location = (name: string) =>
      get(`component:default/${name}`).metadata.annotations?.[SOURCE_LOCATION];

    expect(location('marketing-dbt')).toBe(
      `url:${URL}/acme/marketing-dbt/tree/main/`,
    );
    expect(location('lifetime-value')).toBe(
      `url:${URL}/acme/data-monorepo/tree/main/finance/`,
    );
    expect(location('ml-features-spark')).toBeUndefined();
    expect(
      get('component:default/ml-features-spark').metadata.annotations,
    ).toEqual({ 'github.com/project-slug': 'acme/ml-features-spark' });
    expect(location('board-spreadsheet')).toBeUndefined();
  });

  it('has a consumer for each way in which datasets are consumed, and for each oddity', () => {
    const dependsOn = (name: string) =>
      list(`component:default/${name}`, 'dependsOn');

    expect(
      list('component:default/payments-reconciliation', 'consumesApis'),
    ).toEqual(['api:default/payments-v1']);
    expect(dependsOn('board-spreadsheet')).toEqual([MAIN]);
    expect(dependsOn('executive-dashboard')).toEqual([
      'component:default/product-dbt',
    ]);
    expect(dependsOn('attribution-model')).toContain(
      'component:default/campaign-scoring',
    );
    expect(dependsOn('campaign-scoring')).toContain(
      'component:default/attribution-model',
    );
    // reads the dataset, and nobody has written it down
    expect(entities.has('component:default/churn-report')).toBe(false);
  });

  it('knows the same people and teams as the code host', () => {
    for (const slug of Object.keys(TEAMS)) {
      expect(get(`group:default/${slug}`).spec?.profile).toMatchObject({
        displayName: TEAMS[slug],
      });
    }
    const colleagues = PEOPLE.slice(1).filter(({ readsOnly }) => !readsOnly);
    for (const { login, name, teams } of colleagues) {
      expect(get(`user:default/${login}`).spec).toMatchObject({
        profile: { displayName: name },
        memberOf: teams,
      });
    }
  });
});
