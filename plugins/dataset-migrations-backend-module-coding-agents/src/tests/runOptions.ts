import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  mappingContractSchema,
  type Finding,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentRuling,
  AgentRunOptions,
  AgentVerification,
  ModelAccount,
  SessionLog,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const CONTRACT: MappingContract = mappingContractSchema.parse({
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: { name: 'users' },
  spec: {
    datasets: [
      {
        from: {
          entityRef: 'resource:default/old-users',
          names: [{ platform: 'bigquery', name: 'acme.raw.old_users' }],
        },
        to: {
          entityRef: 'resource:default/users-v2',
          names: [{ platform: 'bigquery', name: 'acme.core.users_v2' }],
        },
        fields: [
          {
            from: 'user_id',
            to: 'account_id',
            expression: 'CAST({account_id} AS INT64)',
          },
          { from: 'tier', change: 'judgement', note: 'Tiers were merged.' },
        ],
        rows: { where: "region = 'EU'" },
      },
    ],
  },
});

export const RESIDUE: Finding[] = [
  {
    kind: 'unproved',
    file: 'job.py',
    line: 2,
    text: 'TABLE = "acme.raw." + "old_users"',
    message: 'the name is put together when the code runs',
  },
];

export const JOB = `import lake\nTABLE = "acme.raw." + "old_users"\nlake.read(TABLE)\n`;

const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/** Options of a run whose verifiers want no old name in job.py. */
export function runOptions(options: {
  checkout: string;
  models: ModelAccount;
  log?: SessionLog;
  signal?: AbortSignal;
  verify?: () => Promise<AgentVerification>;
  judge?: (left: Finding[]) => Promise<AgentRuling>;
}): AgentRunOptions {
  const { checkout, models, log } = options;
  return {
    attempt: {
      id: 'attempt-1',
      migrationId: 'migration-1',
      targetId: 'target-1',
      repository: 'github.com/acme/jobs',
    },
    checkout,
    contract: CONTRACT,
    residue: RESIDUE,
    models,
    log,
    logger: SILENT,
    signal: options.signal ?? new AbortController().signal,
    judge: options.judge ?? (async () => ({ vetoed: false, reasons: '' })),
    verify:
      options.verify ??
      (async () => {
        const text = await readFile(join(checkout, 'job.py'), 'utf8');
        return text.includes('old_users')
          ? {
              passed: false,
              level: 'E1',
              findings: `job.py reads the old dataset:\n${text}`,
            }
          : { passed: true, level: 'E2', findings: '' };
      }),
  };
}
