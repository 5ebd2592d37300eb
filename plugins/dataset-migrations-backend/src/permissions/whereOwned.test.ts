import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
  type PermissionCondition,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { DbMigrationCoOwnerRow } from '../database/tables';
import { getTargetResources } from '../database/operations/targets/getTargetResources';
import { listTargetRows } from '../database/operations/targets/listTargetRows';
import { listMigrationRows } from '../database/operations/migrations/listMigrationRows';
import { getMigrationResources } from '../database/operations/migrations/getMigrationResources';
import { insertTestMigration } from '../tests/insertTestMigration';
import { migrationConditions, targetConditions } from './conditionExports';
import type {
  MigrationResource,
  OwnershipQuery,
  TargetResource,
} from './resources';
import { isMigrationOwner } from './rules/isMigrationOwner';
import { isTargetOwner } from './rules/isTargetOwner';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(60_000);

const rulesetOf = <TResource>(rule: unknown) =>
  ({ getRuleByName: () => rule } as unknown as PermissionRuleset<
    TResource,
    OwnershipQuery
  >);

const owns = (...claims: string[]) =>
  targetConditions.isTargetOwner({ claims });

const CRITERIA: Array<
  [string, PermissionCriteria<PermissionCondition<'dataset-migration-target'>>]
> = [
  ['the team', owns('group:default/finance')],
  ['the dataset owner', owns('group:default/growth-data')],
  ['whoever created the migration', owns('user:default/ana')],
  ['a co-owner', owns('group:default/helpers')],
  [
    'whoever owns or created it, not their helpers',
    {
      anyOf: [
        targetConditions.isTargetOwner({
          claims: ['group:default/helpers'],
          as: ['owner', 'initiator'],
        }),
        targetConditions.isTargetOwner({
          claims: ['group:default/fraud', 'group:default/helpers'],
          as: ['team'],
        }),
      ],
    },
  ],
  [
    'co-owners only',
    targetConditions.isTargetOwner({
      claims: ['group:default/helpers', 'group:default/growth-data'],
      as: ['coOwner'],
    }),
  ],
  ['whoever is no co-owner', { not: owns('group:default/helpers') }],
  [
    'nobody, in no role',
    targetConditions.isTargetOwner({
      claims: ['group:default/finance'],
      as: [],
    }),
  ],
  ['somebody else', owns('group:default/other')],
  ['nobody at all', owns()],
  ['not the team', { not: owns('group:default/finance') }],
  [
    'the team and not somebody else',
    {
      allOf: [
        owns('group:default/finance'),
        { not: owns('group:default/other') },
      ],
    },
  ],
  [
    'one of two teams, or nobody who is in a third',
    {
      anyOf: [
        owns('group:default/finance'),
        {
          allOf: [owns('group:default/fraud'), { not: owns('user:default/x') }],
        },
      ],
    },
  ],
];

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('ownership on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  const addHelpers = async (migrationId: string) =>
    knex<DbMigrationCoOwnerRow>('migration_co_owners').insert({
      migration_id: migrationId,
      owner_ref: 'group:default/helpers',
    });

  it.each(CRITERIA)(
    'finds the same targets by a query as one by one for %s',
    async (_case, conditions) => {
      const { migrationId, targetIds } = await insertTestMigration({
        knex,
        targets: [
          { owner_ref: 'group:default/finance' },
          { owner_ref: 'group:default/fraud' },
          { owner_ref: null },
        ],
      });
      await addHelpers(migrationId);
      const ruleset = rulesetOf<TargetResource>(isTargetOwner);
      const isAllowed = createConditionAuthorizer(ruleset);
      const decision: PolicyDecision = {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'dataset-migrations',
        resourceType: 'dataset-migration-target',
        conditions,
      };
      const resources = await getTargetResources(knex, targetIds);
      const oneByOne = targetIds.filter((_, index) =>
        isAllowed(decision, resources[index]),
      );

      const { rows, total } = await listTargetRows(knex, {
        migrationId,
        limit: 10,
        visibleTo: createConditionTransformer(ruleset)(conditions),
      });

      expect(rows.map(({ id }) => id).sort()).toEqual(oneByOne.sort());
      expect(total).toBe(oneByOne.length);
    },
  );

  it.each<
    [string, { claims: string[]; as?: Array<'owner' | 'coOwner'> }, number]
  >([
    ['the dataset owner', { claims: ['group:default/growth-data'] }, 1],
    ['whoever created it', { claims: ['user:default/ana'] }, 1],
    ['a co-owner', { claims: ['group:default/helpers'] }, 1],
    [
      'a co-owner, as such',
      { claims: ['group:default/helpers'], as: ['coOwner'] },
      1,
    ],
    [
      'a co-owner, as an owner',
      { claims: ['group:default/helpers'], as: ['owner'] },
      0,
    ],
    [
      'whoever created it, as an owner',
      { claims: ['user:default/ana'], as: ['owner', 'coOwner'] },
      0,
    ],
    ['a consumer team', { claims: ['group:default/finance'] }, 0],
    ['nobody at all', { claims: [] }, 0],
  ])(
    'finds the same migrations by a query as one by one for %s',
    async (_case, params, count) => {
      const { migrationId } = await insertTestMigration({ knex });
      await addHelpers(migrationId);
      const ruleset = rulesetOf<MigrationResource>(isMigrationOwner);
      const conditions = migrationConditions.isMigrationOwner(params);
      const [migration] = await getMigrationResources(knex, [migrationId]);
      expect(isMigrationOwner.apply(migration!, params)).toBe(count === 1);

      const { rows } = await listMigrationRows(knex, {
        limit: 10,
        visibleTo: createConditionTransformer(ruleset)(conditions),
      });

      expect(rows).toHaveLength(count);
    },
  );
});
