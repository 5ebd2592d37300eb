import type { Act } from '@skein/backstage-plugin-dataset-migrations-common';

const MIGRATION = {
  migrationId: 'f2c1a1de-0000-4000-8000-000000000001',
  migrationTitle: 'User activity v1 → v2',
};

/** What people and programs asked for in the story, newest first. */
export const STORY_ACTS: Act[] = [
  {
    id: '7',
    at: '2026-11-22T20:04:11Z',
    endedAt: '2026-11-22T20:04:11Z',
    actor: 'user:default/olga',
    act: 'limit-set',
    through: 'rest',
    outcome: 'done',
    asked: [
      { name: 'kind', value: 'openPullRequests' },
      { name: 'scope', value: 'team' },
      { name: 'subject', value: '*' },
      { name: 'value', value: '3' },
    ],
  },
  {
    ...MIGRATION,
    id: '6',
    at: '2026-11-22T20:01:58Z',
    actor: 'github:farid',
    act: 'command',
    through: 'pullRequest',
    outcome: 'refused',
    targetId: 'target-5',
    repository: 'localhost:4400/acme/fraud-airflow',
    asked: [
      { name: 'command', value: 'retry' },
      {
        name: 'pullRequest',
        value: 'http://localhost:4400/acme/fraud-airflow/pull/12',
      },
    ],
    problem: 'it is being made anew already',
  },
  {
    id: '5',
    at: '2026-11-22T19:58:02Z',
    actor: 'user:default/ben',
    act: 'fleet-stop',
    through: 'rest',
    outcome: 'denied',
    asked: [{ name: 'reason', value: 'Too many pull requests for us' }],
    problem: "This needs the permission 'dataset-migrations.fleet.update'",
  },
  {
    ...MIGRATION,
    id: '4',
    at: '2026-11-22T19:41:30Z',
    actor: 'external:pipeline',
    act: 'migration-plan',
    through: 'action',
    outcome: 'begun',
    asked: [],
  },
  {
    ...MIGRATION,
    id: '3',
    at: '2026-11-22T19:40:00Z',
    actor: 'user:default/ana',
    act: 'migration-start',
    through: 'rest',
    outcome: 'done',
    asked: [{ name: 'planHash', value: '7f5c0e3b9a1d' }],
  },
];
