import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  datasetMigrationsPermissions,
  fleetReadPermission,
  fleetUpdatePermission,
  migrationCreatePermission,
  migrationReadPermission,
  migrationTransferPermission,
  migrationUpdatePermission,
  targetReadPermission,
  targetUpdatePermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { OwnershipPolicy } from './OwnershipPolicy';

/** Whom each persona may act for, as the catalog says. */
const CLAIMS = {
  ana: ['user:default/ana', 'group:default/growth-data'],
  ben: ['user:default/ben', 'group:default/marketing-analytics'],
  olga: ['user:default/olga', 'group:default/platform-admins'],
};
type PersonaName = keyof typeof CLAIMS;

function policyFor(persona: PersonaName, admins?: string[]) {
  return OwnershipPolicy.fromConfig(
    mockServices.rootConfig({ data: admins ? { skein: { admins } } : {} }),
    {
      userInfo: mockServices.userInfo({
        userEntityRef: CLAIMS[persona][0],
        ownershipEntityRefs: CLAIMS[persona],
      }),
    },
  );
}

function asUser(persona: PersonaName) {
  return {
    credentials: mockCredentials.user(CLAIMS[persona][0]),
    info: {
      userEntityRef: CLAIMS[persona][0],
      ownershipEntityRefs: CLAIMS[persona],
    },
  };
}

/** A decision as a word: a condition shows its rule. */
function inWords(decision: PolicyDecision): string {
  if (decision.result !== 'CONDITIONAL') {
    return decision.result;
  }
  return 'rule' in decision.conditions
    ? `if ${decision.conditions.rule}`
    : 'if several rules hold';
}

const unknownPermission = createPermission({
  name: 'scaffolder.task.create',
  attributes: { action: 'create' },
});

describe('OwnershipPolicy', () => {
  it.each<[Permission, Record<PersonaName, string>]>([
    [catalogEntityReadPermission, all('ALLOW')],
    [catalogLocationReadPermission, all('ALLOW')],
    [catalogEntityRefreshPermission, onlyAdmins('DENY')],
    [catalogEntityDeletePermission, onlyAdmins('DENY')],
    [catalogLocationCreatePermission, onlyAdmins('DENY')],
    [migrationCreatePermission, all('ALLOW')],
    [migrationReadPermission, all('ALLOW')],
    [migrationUpdatePermission, onlyAdmins('if IS_MIGRATION_OWNER')],
    [migrationTransferPermission, onlyAdmins('if IS_MIGRATION_OWNER')],
    [targetReadPermission, all('ALLOW')],
    [targetUpdatePermission, onlyAdmins('if IS_TARGET_OWNER')],
    [fleetReadPermission, onlyAdmins('DENY')],
    [fleetUpdatePermission, onlyAdmins('DENY')],
    [unknownPermission, onlyAdmins('DENY')],
  ])('decides on $name for each persona', async (permission, expected) => {
    for (const persona of ['ana', 'ben', 'olga'] as const) {
      const decision = await policyFor(persona).handle(
        { permission },
        asUser(persona),
      );

      expect({ [persona]: inWords(decision) }).toEqual({
        [persona]: expected[persona],
      });
    }
  });

  it('puts the claims of the user into the condition', async () => {
    await expect(
      policyFor('ben').handle(
        { permission: targetUpdatePermission },
        asUser('ben'),
      ),
    ).resolves.toMatchObject({
      pluginId: 'dataset-migrations',
      conditions: { params: { claims: CLAIMS.ben } },
    });
  });

  it.each(datasetMigrationsPermissions)(
    'refuses $name to whoever is not signed in',
    async permission => {
      await expect(policyFor('olga').handle({ permission })).resolves.toEqual({
        result: 'DENY',
      });
    },
  );

  it('takes the administrators from the configuration', async () => {
    const admins = ['user:default/ana'];
    const request = { permission: fleetUpdatePermission };

    await expect(
      policyFor('ana', admins).handle(request, asUser('ana')),
    ).resolves.toEqual({ result: 'ALLOW' });
    await expect(
      policyFor('olga', admins).handle(request, asUser('olga')),
    ).resolves.toEqual({ result: 'DENY' });
  });
});

function all(decision: string) {
  return { ana: decision, ben: decision, olga: decision };
}

function onlyAdmins(forOthers: string) {
  return { ana: forOthers, ben: forOthers, olga: 'ALLOW' };
}
