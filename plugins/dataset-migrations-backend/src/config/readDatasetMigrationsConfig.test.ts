import { ConfigReader } from '@backstage/config';
import { readDatasetMigrationsConfig } from './readDatasetMigrationsConfig';

describe('readDatasetMigrationsConfig', () => {
  it('has a default for everything', () => {
    expect(readDatasetMigrationsConfig(new ConfigReader({}))).toMatchObject({
      datasets: [
        { kind: 'Resource', type: 'dataset' },
        { kind: 'API', type: 'dataset' },
      ],
      concurrency: 4,
      mirrors: { maxBytes: 2_147_483_648 },
      leaseSeconds: 45,
      pauseAfterFailures: 5,
      interactiveShare: 0.1,
      codeHostClockRate: 1,
      runningAttempts: { global: 500, team: 50 },
      sessionLogs: { keptDays: 30 },
      approval: { aboveTargets: undefined },
      repositories: { maxSizeKilobytes: 512_000, maxFileSizeBytes: 1_048_576 },
      pullRequests: {
        concurrency: 2,
        branchPrefix: 'skein',
        pollSeconds: 120,
        longestPollSeconds: 600,
        rebuild: { onConflict: true, mostPerDay: 3 },
        stale: {
          remindAfterDays: 14,
          reminders: 2,
          closeAfterDays: undefined,
        },
        autoMerge: {
          repositories: [],
          minimumLevel: 'E5',
          approvals: 1,
          requiredChecks: [],
          method: 'squash',
        },
        reactions: { enabled: true, rounds: 2 },
      },
    });
  });

  it.each([
    [{ concurrency: -1 }, 'datasetMigrations.concurrency is -1'],
    [
      { approval: { aboveTargets: -1 } },
      'datasetMigrations.approval.aboveTargets is -1; give a whole number from 0 to 1000000',
    ],
    [{ leaseSeconds: 1 }, 'datasetMigrations.leaseSeconds is 1'],
    [{ pauseAfterFailures: -1 }, 'datasetMigrations.pauseAfterFailures is -1'],
    [
      { pullRequests: { pollSeconds: 900, longestPollSeconds: 300 } },
      'datasetMigrations.pullRequests.longestPollSeconds is 300; give a whole number from 900 to 86400',
    ],
    [{ codeHostClockRate: 0 }, 'datasetMigrations.codeHostClockRate is 0'],
    [
      { sessionLogs: { keptDays: 4000 } },
      'datasetMigrations.sessionLogs.keptDays is 4000; give a whole number from 0 to 3650',
    ],
    [{ interactiveShare: 1 }, 'datasetMigrations.interactiveShare is 1'],
    [
      { runningAttempts: { team: -1 } },
      'datasetMigrations.runningAttempts.team is -1',
    ],
    [
      { mirrors: { maxSizeMegabytes: -1 } },
      'datasetMigrations.mirrors.maxSizeMegabytes is -1; give a whole number from 0 to',
    ],
    [
      { pullRequests: { concurrency: 0 } },
      'datasetMigrations.pullRequests.concurrency is 0; give a whole number from 1 to 100',
    ],
    [{ maxHops: 1.5 }, 'datasetMigrations.maxHops is 1.5'],
    [
      { completion: { lookAgainMinutes: 0 } },
      'datasetMigrations.completion.lookAgainMinutes is 0',
    ],
    [{ waves: { canarySize: 0 } }, 'datasetMigrations.waves.canarySize is 0'],
    [
      { pullRequests: { rebuild: { mostPerDay: 0 } } },
      'datasetMigrations.pullRequests.rebuild.mostPerDay is 0; give a whole number from 1 to 100',
    ],
    [
      { pullRequests: { stale: { closeAfterDays: 0 } } },
      'datasetMigrations.pullRequests.stale.closeAfterDays is 0; give a whole number from 1 to 365',
    ],
    [
      { pullRequests: { reactions: { rounds: 6 } } },
      'datasetMigrations.pullRequests.reactions.rounds is 6; give a whole number from 0 to 5',
    ],
    [
      { pullRequests: { autoMerge: { repositories: ['*'] } } },
      'datasetMigrations.pullRequests.autoMerge.repositories is *; give owner/name',
    ],
    [
      { pullRequests: { autoMerge: { minimumLevel: 'E9' } } },
      'datasetMigrations.pullRequests.autoMerge.minimumLevel is E9; give one of E0, E1',
    ],
    [
      { pullRequests: { autoMerge: { approvals: -1 } } },
      'datasetMigrations.pullRequests.autoMerge.approvals is -1; give a whole number from 0 to 10',
    ],
    [
      { pullRequests: { branchPrefix: 'a/../b' } },
      "datasetMigrations.pullRequests.branchPrefix is 'a/../b'",
    ],
  ])('refuses %j and names the field', (datasetMigrations, message) => {
    expect(() =>
      readDatasetMigrationsConfig(new ConfigReader({ datasetMigrations })),
    ).toThrow(message);
  });
});
