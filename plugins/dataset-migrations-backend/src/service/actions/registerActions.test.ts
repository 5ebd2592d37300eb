import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { CONTRACT_TEXT } from '../../tests/acmeEstate';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { PEOPLE } from '../__testUtils__/callers';
import { openTestDoor } from '../__testUtils__/openTestDoor';
import { registerActions } from './registerActions';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Actions that an assistant has to ask people about before. */
const DESTRUCTIVE = [
  'act-on-migration-targets',
  'cancel-migration',
  'decide-migration-approval',
  'start-migration',
  'transfer-migration',
];

describe.each(databases.eachSupportedId())('actions on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function open(approval = {}) {
    const door = await openTestDoor({ knex, approval });
    const actionsRegistry = actionsRegistryServiceMock();
    registerActions({ ...door, actionsRegistry, auth: mockServices.auth() });
    const invoke = async (
      name: string,
      input: JsonObject,
      person: keyof typeof PEOPLE = 'datasetOwner',
    ): Promise<JsonObject> => {
      const { output } = await actionsRegistry.invoke({
        id: `test:${name}`,
        input,
        credentials: mockCredentials.user(PEOPLE[person][0]),
      });
      return output as JsonObject;
    };
    return { ...door, actionsRegistry, invoke };
  }

  it('marks what opens pull requests or ends work for good, and nothing else', async () => {
    const { actionsRegistry } = await open();
    const { actions } = await actionsRegistry.list();

    expect(
      actions
        .filter(({ attributes }) => attributes.destructive)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(DESTRUCTIVE);
    expect(
      actions
        .filter(({ attributes }) => attributes.readOnly)
        .every(({ name }) => /^(list|get|explain|draft)-/.test(name)),
    ).toBe(true);
  });

  it('lead from a draft to a start, which wants the plan that was looked at', async () => {
    const { invoke } = await open();
    const { contract } = await invoke('draft-mapping-contract', {
      from: 'resource:default/user-activity-v1',
      to: 'resource:default/user-activity-v2',
    });
    expect(contract).toContain('kind: MappingContract');
    const draft = await invoke('create-migration', { contract: CONTRACT_TEXT });
    const migrationId = String(draft.migrationId);
    expect(draft).toMatchObject({ state: 'draft', targets: 0 });

    const planned = await invoke('plan-migration', {
      migrationId,
    });
    expect(planned).toMatchObject({ state: 'planned', targets: 2 });
    await expect(
      invoke('start-migration', {
        migrationId,
        planHash: 'another',
      }),
    ).rejects.toThrow(/plan/);
    const planHash = String(planned.planHash);
    await invoke('start-migration', {
      migrationId,
      planHash,
      dryRun: true,
    });
    await expect(
      invoke('get-migration', { migrationId }),
    ).resolves.toMatchObject({ state: 'planned' });

    await invoke('start-migration', {
      migrationId,
      planHash,
    });

    await expect(
      invoke('get-migration', { migrationId }),
    ).resolves.toMatchObject({
      state: 'running',
      targetsByState: { queued: 2 },
      forecast: expect.anything(),
    });
    await expect(invoke('list-migrations', {})).resolves.toMatchObject({
      total: 1,
      migrations: [{ migrationId, state: 'running' }],
    });
  });

  it('act on many targets in the background, after a dry run, where the caller may', async () => {
    const { invoke, plan } = await open();
    const migrationId = await plan();
    const input = { migrationId, act: 'takeOver', filter: {} };
    await expect(
      invoke('act-on-migration-targets', { ...input, dryRun: true }),
    ).resolves.toEqual({
      act: 'takeOver',
      targets: 2,
      acted: 2,
      refused: [],
    });
    expect(await knex('acts').where({ act: 'job-create' })).toEqual([]);
    await expect(
      invoke('act-on-migration-targets', input, 'user'),
    ).rejects.toThrow(/permission/);

    const { jobId } = await invoke('act-on-migration-targets', input);

    await expect(
      invoke('get-migration-job', { jobId: String(jobId) }),
    ).resolves.toMatchObject({ state: 'waiting', targets: 2, done: 0 });
    expect(
      await knex('acts').where({ act: 'job-create', outcome: 'done' }),
    ).toMatchObject([{ through: 'action', migration_id: migrationId }]);
  });

  it('hand a migration over, where the caller may', async () => {
    const { invoke, plan, auditor } = await open();
    const migrationId = await plan();
    const input = {
      migrationId,
      ownerRef: 'group:default/marketing-analytics',
      coOwnerRefs: ['group:default/growth-data'],
    };
    await expect(
      invoke('transfer-migration', input, 'consumerTeamMember'),
    ).rejects.toThrow('dataset-migrations.migration.transfer');

    await expect(invoke('transfer-migration', input)).resolves.toMatchObject({
      owner: 'group:default/marketing-analytics',
      coOwners: ['group:default/growth-data'],
    });
    expect(auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'migration-transfer',
        meta: expect.objectContaining({ through: 'action' }),
      }),
    );
  });

  it('start no more targets than one person may, before a second one has approved', async () => {
    const { invoke, plan } = await open({ aboveTargets: 1 });
    const migrationId = await plan();
    const { planHash } = await invoke('get-migration', { migrationId });
    const start = { migrationId, planHash };

    await expect(invoke('start-migration', start)).rejects.toThrow(
      /waits for a second person/,
    );
    const { approvals } = await invoke('list-migration-approvals', {});
    const [{ approvalId }] = approvals as JsonObject[];
    const decision = { approvalId: String(approvalId), decision: 'approve' };
    await expect(invoke('decide-migration-approval', decision)).rejects.toThrow(
      /asked for it yourself/,
    );
    await expect(
      invoke('decide-migration-approval', decision, 'admin'),
    ).resolves.toMatchObject({ state: 'approved', planHash });

    await expect(invoke('start-migration', start)).resolves.toMatchObject({
      state: 'running',
    });
  });

  it('explain to a team what changes and which of its code is meant', async () => {
    const { invoke, plan } = await open();
    const migrationId = await plan();
    const ownerRef = 'group:default/marketing-analytics';

    const explained = await invoke(
      'explain-migration-for-team',
      { migrationId, ownerRef },
      'consumerTeamMember',
    );

    expect(explained).toMatchObject({
      whatChanges: expect.arrayContaining([
        expect.stringMatching(/is replaced by/),
      ]),
      targets: [{ owner: ownerRef, state: 'pending' }],
      targetsInAll: 1,
    });
    await expect(
      invoke(
        'list-incoming-migrations',
        { entityRef: [ownerRef] },
        'consumerTeamMember',
      ),
    ).resolves.toMatchObject({ total: 0 });
  });

  it('let a team decide on its target, and nobody else', async () => {
    const { invoke, plan } = await open();
    const migrationId = await plan();
    const { targets } = await invoke('list-migration-targets', {
      migrationId,
      ownerRef: 'group:default/marketing-analytics',
    });
    const [{ targetId }] = targets as JsonObject[];
    const decision = { targetId: String(targetId), decision: 'takeOver' };

    await expect(
      invoke('decide-migration-target', decision, 'user'),
    ).rejects.toThrow(/needs the permission/);
    await expect(
      invoke('decide-migration-target', decision, 'consumerTeamMember'),
    ).resolves.toMatchObject({ decision: 'takeOver' });
  });

  it('ask for the same permissions as REST, and leave the same audit events, with who asked', async () => {
    const { invoke, plan, auditor } = await open();
    const migrationId = await plan();
    auditor.createEvent.mockClear();

    await expect(
      invoke('pause-migration', { migrationId, reason: 'a drill' }, 'user'),
    ).rejects.toThrow();
    await invoke('cancel-migration', { migrationId, dryRun: true });

    expect(
      auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => [
        eventId,
        meta,
      ]),
    ).toEqual([
      [
        'migration-pause',
        {
          migrationId,
          reason: 'a drill',
          dryRun: false,
          actor: 'user:default/uma',
          through: 'action',
        },
      ],
      [
        'migration-cancel-check',
        {
          migrationId,
          dryRun: true,
          actor: 'user:default/ana',
          through: 'action',
        },
      ],
    ]);
  });

  it.each([
    ['list-migration-targets', { migrationId: 'x' }],
    ['create-migration', { contract: '', deadline: '2026-02-31' }],
    ['decide-migration-target', { targetId: 'x', decision: 'merge' }],
  ])('refuse what REST would refuse: %s', async (name, input) => {
    const { invoke } = await open();
    await expect(invoke(name, input)).rejects.toThrow(/Invalid input/);
  });
});
