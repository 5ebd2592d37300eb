import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { parse } from 'yaml';
import type { DatasetMigrationsApi } from './DatasetMigrationsApi';
import { DatasetMigrationsClient } from './DatasetMigrationsClient';

interface Sent {
  method: string;
  url: string;
  body: unknown;
  signal: AbortSignal | null | undefined;
}

function clientWith(answer: () => Response) {
  const sent: Sent[] = [];
  const client = new DatasetMigrationsClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://backstage.test/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        sent.push({
          method: init?.method ?? 'GET',
          url: String(url).replace(
            'http://backstage.test/api/dataset-migrations',
            '',
          ),
          body: init?.body ? JSON.parse(String(init.body)) : undefined,
          signal: init?.signal,
        });
        return answer();
      },
    },
  });
  return { client, sent };
}

const answerNothing = () => Response.json({});

/** One call of each method, with what it has to send. */
const CALLS: Record<
  keyof DatasetMigrationsApi,
  [(client: DatasetMigrationsApi) => Promise<unknown>, Omit<Sent, 'signal'>]
> = {
  listEventSubscriptions: [
    client => client.listEventSubscriptions(),
    get('/event-subscriptions'),
  ],
  createEventSubscription: [
    client =>
      client.createEventSubscription({ title: 'T', url: 'https://a.example' }),
    post('/event-subscriptions', { title: 'T', url: 'https://a.example' }),
  ],
  getEventSubscription: [
    client => client.getEventSubscription({ subscriptionId: 's1' }),
    get('/event-subscriptions/s1'),
  ],
  updateEventSubscription: [
    client =>
      client.updateEventSubscription({ subscriptionId: 's1', kinds: [] }),
    { ...post('/event-subscriptions/s1', { kinds: [] }), method: 'PATCH' },
  ],
  deleteEventSubscription: [
    client =>
      client.deleteEventSubscription({ subscriptionId: 's1', dryRun: true }),
    { ...get('/event-subscriptions/s1?dryRun=true'), method: 'DELETE' },
  ],
  renewEventSecret: [
    client => client.renewEventSecret({ subscriptionId: 's1', dryRun: true }),
    post('/event-subscriptions/s1/secret', { dryRun: true }),
  ],
  testEventSubscription: [
    client => client.testEventSubscription({ subscriptionId: 's1' }),
    post('/event-subscriptions/s1/test', undefined),
  ],
  replayEvents: [
    client =>
      client.replayEvents({ subscriptionId: 's1', from: 'a', until: 'b' }),
    post('/event-subscriptions/s1/replay', { from: 'a', until: 'b' }),
  ],
  listEventDeliveries: [
    client =>
      client.listEventDeliveries({
        subscriptionId: 's1',
        state: ['failed'],
        limit: 5,
      }),
    get('/event-subscriptions/s1/deliveries?state=failed&limit=5'),
  ],
  replayEventDelivery: [
    client =>
      client.replayEventDelivery({ subscriptionId: 's1', deliveryId: '7' }),
    post('/event-subscriptions/s1/deliveries/7/replay', {}),
  ],
  listMigrations: [
    client =>
      client.listMigrations({
        entityRef: 'resource:default/a',
        state: ['running', 'paused'],
        limit: 5,
      }),
    get(
      '/migrations?entityRef=resource%3Adefault%2Fa&state=running&state=paused&limit=5',
    ),
  ],
  createMigration: [
    client => client.createMigration({ contract: 'x', dryRun: true }),
    post('/migrations', { contract: 'x', dryRun: true }),
  ],
  getMigration: [
    client => client.getMigration({ migrationId: 'm 1/x' }),
    get('/migrations/m%201%2Fx'),
  ],
  updateMigration: [
    client => client.updateMigration({ migrationId: 'm1', deadline: null }),
    { ...post('/migrations/m1', { deadline: null }), method: 'PATCH' },
  ],
  getContract: [
    client => client.getContract({ migrationId: 'm1' }),
    get('/migrations/m1/contract'),
  ],
  planMigration: [
    client =>
      client.planMigration({ migrationId: 'm1', includeUndeclared: true }),
    post('/migrations/m1/plan', { includeUndeclared: true }),
  ],
  previewMigration: [
    client => client.previewMigration({ migrationId: 'm1' }),
    post('/migrations/m1/preview', {}),
  ],
  startMigration: [
    client => client.startMigration({ migrationId: 'm1', planHash: 'h' }),
    post('/migrations/m1/start', { planHash: 'h' }),
  ],
  pauseMigration: [
    client => client.pauseMigration({ migrationId: 'm1', reason: 'r' }),
    post('/migrations/m1/pause', { reason: 'r' }),
  ],
  resumeMigration: [
    client => client.resumeMigration({ migrationId: 'm1' }),
    post('/migrations/m1/resume', {}),
  ],
  cancelMigration: [
    client => client.cancelMigration({ migrationId: 'm1' }),
    post('/migrations/m1/cancel', {}),
  ],
  setOwners: [
    client =>
      client.setOwners({
        migrationId: 'm1',
        ownerRef: 'group:default/a',
        coOwnerRefs: [],
      }),
    {
      ...post('/migrations/m1/owners', {
        ownerRef: 'group:default/a',
        coOwnerRefs: [],
      }),
      method: 'PUT',
    },
  ],
  listWaves: [
    client => client.listWaves({ migrationId: 'm1' }),
    get('/migrations/m1/waves'),
  ],
  setWaves: [
    client => client.setWaves({ migrationId: 'm1', waves: null, dryRun: true }),
    {
      ...post('/migrations/m1/waves', { waves: null, dryRun: true }),
      method: 'PUT',
    },
  ],
  moveToWave: [
    client =>
      client.moveToWave({
        migrationId: 'm1',
        waveNumber: 2,
        targetIds: ['t1'],
      }),
    post('/migrations/m1/waves/2/targets', { targetIds: ['t1'] }),
  ],
  decideWave: [
    client =>
      client.decideWave({
        migrationId: 'm1',
        waveNumber: 2,
        decision: 'approve',
      }),
    post('/migrations/m1/waves/2/decision', { decision: 'approve' }),
  ],
  getMigrationCalendar: [
    client => client.getMigrationCalendar({ migrationId: 'm1' }),
    get('/migrations/m1/calendar'),
  ],
  setMigrationCalendar: [
    client =>
      client.setMigrationCalendar({ migrationId: 'm1', calendar: null }),
    { ...post('/migrations/m1/calendar', { calendar: null }), method: 'PUT' },
  ],
  getTeamCalendar: [
    client => client.getTeamCalendar({ ownerRef: 'group:default/a' }),
    get('/team-calendar?ownerRef=group%3Adefault%2Fa'),
  ],
  setTeamCalendar: [
    client =>
      client.setTeamCalendar({ ownerRef: 'group:default/a', calendar: null }),
    {
      ...post('/team-calendar?ownerRef=group%3Adefault%2Fa', {
        calendar: null,
      }),
      method: 'PUT',
    },
  ],
  getAttention: [
    client => client.getAttention({ migrationId: 'm1' }),
    get('/migrations/m1/attention'),
  ],
  listAttention: [client => client.listAttention(), get('/attention')],
  listFollowedEntities: [
    client =>
      client.listFollowedEntities({ entityRef: 'datasetmigration:default/a' }),
    get('/followed-entities?entityRef=datasetmigration%3Adefault%2Fa'),
  ],
  getBurnUp: [
    client => client.getBurnUp({ migrationId: 'm1' }),
    get('/migrations/m1/burn-up'),
  ],
  getConsumerGraph: [
    client => client.getConsumerGraph({ migrationId: 'm1' }),
    get('/migrations/m1/consumer-graph'),
  ],
  getForecast: [
    client => client.getForecast({ migrationId: 'm1' }),
    get('/migrations/m1/forecast'),
  ],
  listApprovals: [
    client => client.listApprovals({ migrationId: 'm1' }),
    get('/approvals?migrationId=m1'),
  ],
  decideApproval: [
    client => client.decideApproval({ approvalId: 'a1', decision: 'approve' }),
    post('/approvals/a1/decision', { decision: 'approve' }),
  ],
  listLearnedRules: [
    client => client.listLearnedRules({ migrationId: 'm1' }),
    get('/migrations/m1/learned-rules'),
  ],
  decideLearnedRule: [
    client =>
      client.decideLearnedRule({
        migrationId: 'm1',
        ruleId: 'a1',
        decision: 'decline',
        reason: 'r',
      }),
    post('/migrations/m1/learned-rules/a1/decision', {
      decision: 'decline',
      reason: 'r',
    }),
  ],
  listConsumers: [
    client => client.listConsumers({ migrationId: 'm1', limit: 2 }),
    get('/migrations/m1/consumers?limit=2'),
  ],
  listTargets: [
    client =>
      client.listTargets({
        migrationId: 'm1',
        state: ['needsHuman'],
        text: 'a&b',
        cursor: 'c',
      }),
    get('/migrations/m1/targets?state=needsHuman&text=a%26b&cursor=c'),
  ],
  listMigrationEvents: [
    client => client.listMigrationEvents({ migrationId: 'm1', cursor: 'c' }),
    get('/migrations/m1/events?cursor=c'),
  ],
  listLedgerEntries: [
    client => client.listLedgerEntries({ migrationId: 'm1', limit: 2 }),
    get('/migrations/m1/ledger?limit=2'),
  ],
  getTarget: [
    client => client.getTarget({ targetId: 't1' }),
    get('/targets/t1'),
  ],
  listAttempts: [
    client => client.listAttempts({ targetId: 't1' }),
    get('/targets/t1/attempts'),
  ],
  listSessionEvents: [
    client =>
      client.listSessionEvents({
        attemptId: 'a1',
        after: 7,
        kind: ['toolCall', 'toolResult'],
        limit: 200,
      }),
    get('/attempts/a1/log?after=7&kind=toolCall&kind=toolResult&limit=200'),
  ],
  listTargetEvents: [
    client => client.listTargetEvents({ targetId: 't1', limit: 9 }),
    get('/targets/t1/events?limit=9'),
  ],
  listJobs: [
    client => client.listJobs({ migrationId: 'm1', limit: 3 }),
    get('/migrations/m1/jobs?limit=3'),
  ],
  checkJob: [
    client => client.checkJob({ migrationId: 'm1', act: 'retry', filter: {} }),
    post('/migrations/m1/jobs', { act: 'retry', filter: {}, dryRun: true }),
  ],
  createJob: [
    client =>
      client.createJob({ migrationId: 'm1', act: 'retry', targetIds: ['t1'] }),
    post('/migrations/m1/jobs', { act: 'retry', targetIds: ['t1'] }),
  ],
  getJob: [client => client.getJob({ jobId: 'j1' }), get('/jobs/j1')],
  cancelJob: [
    client => client.cancelJob({ jobId: 'j1', reason: 'The wrong ones' }),
    post('/jobs/j1/cancel', { reason: 'The wrong ones' }),
  ],
  retryFailedTargets: [
    client =>
      client.retryFailedTargets({
        migrationId: 'm1',
        failureClass: 'agent',
        dryRun: true,
      }),
    post('/migrations/m1/retry-failed', {
      failureClass: 'agent',
      dryRun: true,
    }),
  ],
  revertTargets: [
    client => client.revertTargets({ migrationId: 'm1', wave: 2, reason: 'r' }),
    post('/migrations/m1/revert', { wave: 2, reason: 'r' }),
  ],
  retryTarget: [
    client => client.retryTarget({ targetId: 't1', reason: 'mended' }),
    post('/targets/t1/retry', { reason: 'mended' }),
  ],
  decideTarget: [
    client => client.decideTarget({ targetId: 't1', decision: 'takeOver' }),
    post('/targets/t1/decision', { decision: 'takeOver' }),
  ],
  getDecisionDays: [
    client => client.getDecisionDays({ targetId: 't1' }),
    get('/targets/t1/decision-days'),
  ],
  getNoticePreference: [
    client => client.getNoticePreference({ ownerRef: 'group:default/a' }),
    get('/notice-preference?ownerRef=group%3Adefault%2Fa'),
  ],
  setNoticePreference: [
    client =>
      client.setNoticePreference({
        ownerRef: 'group:default/a',
        mutedKinds: ['done'],
      }),
    {
      ...post('/notice-preference?ownerRef=group%3Adefault%2Fa', {
        mutedKinds: ['done'],
      }),
      method: 'PUT',
    },
  ],
  listClusters: [
    client => client.listClusters({ entityRef: ['group:default/a'] }),
    get('/clusters?entityRef=group%3Adefault%2Fa'),
  ],
  getCluster: [
    client =>
      client.getCluster({
        migrationId: 'm1',
        shape: 'abc',
        entityRef: ['group:default/a'],
        limit: 20,
      }),
    get('/migrations/m1/clusters/abc?entityRef=group%3Adefault%2Fa&limit=20'),
  ],
  decideCluster: [
    client =>
      client.decideCluster({
        migrationId: 'm1',
        shape: 'ab',
        entityRef: ['group:default/a'],
        decision: 'undo',
      }),
    post('/migrations/m1/clusters/ab/decision?entityRef=group%3Adefault%2Fa', {
      decision: 'undo',
    }),
  ],
  listIncoming: [
    client =>
      client.listIncoming({ entityRef: ['group:default/a', 'user:default/b'] }),
    get('/incoming?entityRef=group%3Adefault%2Fa&entityRef=user%3Adefault%2Fb'),
  ],
  draftContract: [
    client => client.draftContract({ from: 'resource:default/a' }),
    get('/contract-draft?from=resource%3Adefault%2Fa'),
  ],
  checkContract: [
    client => client.checkContract({ contract: 'x' }),
    post('/contract-check', { contract: 'x' }),
  ],
  listAgents: [client => client.listAgents(), get('/agents')],
  getFleet: [client => client.getFleet(), get('/fleet')],
  stopFleet: [
    client => client.stopFleet({ reason: 'r' }),
    post('/fleet/stop', { reason: 'r' }),
  ],
  startFleet: [client => client.startFleet(), post('/fleet/start', {})],
  listActs: [
    client => client.listActs({ actor: 'ana', act: ['fleet-stop'], limit: 2 }),
    get('/audit?actor=ana&act=fleet-stop&limit=2'),
  ],
  getLimits: [client => client.getLimits(), get('/limits')],
  setLimit: [
    client =>
      client.setLimit({ kind: 'runningAttempts', scope: 'global', value: 3 }),
    {
      ...post('/limits', {
        kind: 'runningAttempts',
        scope: 'global',
        value: 3,
      }),
      method: 'PUT',
    },
  ],
};

function get(url: string) {
  return { method: 'GET', url, body: undefined };
}

function post(url: string, body: unknown) {
  return { method: 'POST', url, body };
}

interface OpenApi {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

/** Every operation of the REST description that is meant for people and programs, as method and path. */
function describedOperations(): Map<string, { method: string; path: string }> {
  const file = resolve(
    __dirname,
    '../../../dataset-migrations-backend/src/schema/openapi.yaml',
  );
  const { paths }: OpenApi = parse(readFileSync(file, 'utf8'));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      operationId === undefined || operationId === 'ReceiveWebhook'
        ? []
        : [
            [
              operationId[0].toLowerCase() + operationId.slice(1),
              { method: method.toUpperCase(), path },
            ] as const,
          ],
    ),
  );
  return new Map(operations);
}

/** Methods beside the one of an operation, where a dry run has another answer. */
const SECOND_METHODS: Record<string, string> = { checkJob: 'createJob' };

describe('DatasetMigrationsClient', () => {
  it('has a method for each operation of the REST description', () => {
    expect([...describedOperations().keys()].sort()).toEqual(
      Object.keys(CALLS)
        .filter(name => !(name in SECOND_METHODS))
        .sort(),
    );
  });

  it.each(Object.entries(CALLS))(
    'sends %s as the REST description says',
    async (name, [call, expected]) => {
      const { client, sent } = clientWith(answerNothing);

      await call(client);

      expect(sent).toEqual([{ ...expected, signal: undefined }]);
      const described = describedOperations().get(SECOND_METHODS[name] ?? name);
      const pattern = described?.path.replace(/\{\w+\}/g, '[^/?]+');
      expect(sent[0].method).toBe(described?.method);
      expect(sent[0].url.split('?')[0]).toMatch(new RegExp(`^${pattern}$`));
    },
  );

  it('gives back what the backend answers', async () => {
    const { client } = clientWith(() => Response.json({ id: 't1' }));

    await expect(client.getTarget({ targetId: 't1' })).resolves.toEqual({
      id: 't1',
    });
  });

  it('throws the error that the backend wrote, with its name and status', async () => {
    const error = new NotFoundError('No target t1');
    const { client } = clientWith(() =>
      Response.json(
        {
          error: { name: error.name, message: error.message },
          response: { statusCode: 404 },
        },
        { status: 404, statusText: 'Not Found' },
      ),
    );

    await expect(client.getTarget({ targetId: 't1' })).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'No target t1' },
    });
  });

  it('sends what the caller has read and a key to repeat by, and tells the ETag of the answer', async () => {
    const headers: unknown[] = [];
    const client = new DatasetMigrationsClient({
      discoveryApi: { getBaseUrl: async () => 'http://backstage.test' },
      fetchApi: {
        fetch: async (_url, init) => {
          headers.push(init?.headers);
          return Response.json({}, { headers: { etag: '"b.1"' } });
        },
      },
    });
    const onEntityTag = jest.fn();

    await client.updateMigration(
      { migrationId: 'm1', deadline: null },
      { ifMatch: '"a.1"', onEntityTag },
    );
    await client.createMigration({ contract: 'x' }, { idempotencyKey: 'once' });

    expect(headers).toEqual([
      { 'content-type': 'application/json', 'if-match': '"a.1"' },
      { 'content-type': 'application/json', 'idempotency-key': 'once' },
    ]);
    expect(onEntityTag).toHaveBeenCalledWith('"b.1"');
  });

  it('asks for some fields only', async () => {
    const { client, sent } = clientWith(answerNothing);

    await client.listTargets(
      { migrationId: 'm1', limit: 9 },
      { fields: ['id', 'pullRequest.url'] },
    );

    expect(sent[0].url).toMatch(
      /targets\?limit=9&fields=id%2CpullRequest\.url$/,
    );
  });

  it('hands its signal to fetch', async () => {
    const { client, sent } = clientWith(answerNothing);
    const { signal } = new AbortController();

    await client.getFleet({ signal });

    expect(sent[0].signal).toBe(signal);
  });
});
